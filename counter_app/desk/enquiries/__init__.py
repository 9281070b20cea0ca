"""Visitors who only ask (chỉ hỏi)."""
