"""Requests of citizens about their own data (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)."""
