"""Says which section of the guide is about what: by the room of the program that refuses, or that is in front."""

from __future__ import annotations

TROUBLE = "10. Khi có trục trặc"
"""Where nothing else is known."""
_ROOMS = {
    "demo.training": "Tập huấn: mười tình huống",
    "desk.access": "11.6. Dành cho lãnh đạo",
    "desk.calendar": "11.2. Lịch làm việc",
    "desk.catalogue": "11.1. Danh mục thủ tục",
    "desk.catalogue.lists": "Nhập danh mục từ tệp",
    "desk.certification": "Chứng thực tại quầy",
    "desk.certification.authorities": "Người ký chứng thực",
    "desk.certification.book_parts": "In sổ theo tháng và khóa sổ",
    "desk.certification.book_volumes": "In sổ theo tháng và khóa sổ",
    "desk.closing": "9. Chốt sổ, USB",
    "desk.dossier": "Thao tác trong một hồ sơ",
    "desk.dossier.corrections": "Sửa sai trong hồ sơ",
    "desk.dossier.erasure": "Xóa dữ liệu cá nhân theo yêu cầu",
    "desk.dossier.lookup": "6. Tìm hồ sơ và giải quyết",
    "desk.dossier.mistakes": "Sửa sai trong hồ sơ",
    "desk.dossier.returning": "7. Trả kết quả",
    "desk.dossier.reversal": "Sửa sai trong hồ sơ",
    "desk.drill": "12. Sao lưu và khôi phục",
    "desk.enquiries": "Lượt hướng dẫn",
    "desk.exchange": "9. Chốt sổ, USB",
    "desk.fees": "Phí và giấy tờ của một hồ sơ",
    "desk.followups": "Lần hỏi và phiếu đôn đốc",
    "desk.handover": "Bàn giao hồ sơ",
    "desk.incoming": "11.1. Danh mục thủ tục",
    "desk.intake": "3. Tiếp nhận",
    "desk.office": "11.3. Công chức",
    "desk.office.backup": "12. Sao lưu và khôi phục",
    "desk.office.backup_places": "12. Sao lưu và khôi phục",
    "desk.office.backups": "12. Sao lưu và khôi phục",
    "desk.office.founding": "1. Lần đầu mở chương trình",
    "desk.office.numbers": "12. Sao lưu và khôi phục",
    "desk.office.own_views": "11.4. Cài đặt",
    "desk.office.recovery": "2. Đăng nhập và khóa màn hình",
    "desk.office.restore": "12. Sao lưu và khôi phục",
    "desk.office.restore_outlook": "12. Sao lưu và khôi phục",
    "desk.office.settings": "11.4. Cài đặt",
    "desk.official": "Đối soát mã",
    "desk.outgoing": TROUBLE,
    "desk.paper": "4. In giấy hẹn và in lại",
    "desk.paper.templates": "11.4. Cài đặt",
    "desk.promise": "Trang Hôm nay",
    "desk.promise.confirmations": "Hồ sơ do nơi khác giải quyết",
    "desk.queue": "5. Hàng đợi",
    "desk.queue.waiting_room": "Bảng gọi số",
    "desk.reports": "8. Báo cáo",
    "desk.requests": "Yêu cầu về dữ liệu cá nhân",
    "desk.sector_charge": "Bảng quyền",
    "desk.tables": "Nhập danh mục từ tệp",
    "desk.undo": "2. Đăng nhập và khóa màn hình",
    "domain.calendar": "11.2. Lịch làm việc",
    "domain.card": "3. Tiếp nhận",
    "domain.catalogue": "11.1. Danh mục thủ tục",
    "domain.certification": "Chứng thực tại quầy",
    "domain.certification.books": "In sổ theo tháng và khóa sổ",
    "domain.closing": "9. Chốt sổ, USB",
    "domain.dossier": "Thao tác trong một hồ sơ",
    "domain.dossier.collecting": "7. Trả kết quả",
    "domain.dossier.draft": "3. Tiếp nhận",
    "domain.dossier.facts": "3. Tiếp nhận",
    "domain.dossier.reception_points": "Nhận ngoài trụ sở, tại nhà",
    "domain.dossier.representing": "3. Tiếp nhận",
    "domain.enquiries": "Lượt hướng dẫn",
    "domain.fees": "Phí và giấy tờ của một hồ sơ",
    "domain.followups": "Lần hỏi và phiếu đôn đốc",
    "domain.handover": "Bàn giao hồ sơ",
    "domain.office": "11.3. Công chức",
    "domain.office.recovery": "2. Đăng nhập và khóa màn hình",
    "domain.official": "Đối soát mã",
    "domain.paper": "4. In giấy hẹn và in lại",
    "domain.person": "3. Tiếp nhận",
    "domain.promise": "Trang Hôm nay",
    "domain.queue": "5. Hàng đợi",
    "domain.requests": "Yêu cầu về dữ liệu cá nhân",
    "releases": "11.4. Cài đặt",
    "qt.board": "Trang Hôm nay",
    "qt.calendar": "11.2. Lịch làm việc",
    "qt.catalogue": "11.1. Danh mục thủ tục",
    "qt.catalogue.import_dialog": "Nhập danh mục từ tệp",
    "qt.catalogue.posting": "Xuất, đối chiếu, niêm yết",
    "qt.catalogue.seed_dialog": "Xuất, đối chiếu, niêm yết",
    "qt.certification": "Chứng thực tại quầy",
    "qt.certification.books_dialog": "In sổ theo tháng và khóa sổ",
    "qt.closing": "9. Chốt sổ, USB",
    "qt.dossier": "Thao tác trong một hồ sơ",
    "qt.dossier.confirm_dialog": "Hồ sơ do nơi khác giải quyết",
    "qt.dossier.correct_dialog": "Sửa sai trong hồ sơ",
    "qt.dossier.fee_card": "Phí và giấy tờ của một hồ sơ",
    "qt.dossiers": "6. Tìm hồ sơ và giải quyết",
    "qt.handover": "Bàn giao hồ sơ",
    "qt.intake": "3. Tiếp nhận",
    "qt.intake.not_accepted_dialog": "Ba cách kết thúc",
    "qt.intake.spelling_dialog": "Công dân xem lại trước khi in",
    "qt.kit.accept_dialog": "Ba cách kết thúc",
    "qt.kit.answer_dialog": "Lần hỏi và phiếu đôn đốc",
    "qt.kit.caseload_dialog": "Bàn giao hồ sơ",
    "qt.kit.cash_dialog": "Phí và giấy tờ của một hồ sơ",
    "qt.kit.followup_dialog": "Lần hỏi và phiếu đôn đốc",
    "qt.kit.office_form": "11.4. Cài đặt",
    "qt.kit.officers_table": "11.3. Công chức",
    "qt.kit.print_dialog": "4. In giấy hẹn và in lại",
    "qt.kit.sheet_dialog": "4. In giấy hẹn và in lại",
    "qt.kit.sessions_editor": "11.2. Lịch làm việc",
    "qt.kit.unprinted": "4. In giấy hẹn và in lại",
    "qt.official": "Đối soát mã",
    "qt.queue": "5. Hàng đợi",
    "qt.queue.ask_dialog": "Lượt hướng dẫn",
    "qt.reports": "8. Báo cáo",
    "qt.requests": "Yêu cầu về dữ liệu cá nhân",
    "qt.returning": "7. Trả kết quả",
    "qt.settings": "11.4. Cài đặt",
    "qt.staff": "11.3. Công chức",
    "qt.training": "Tập huấn: mười tình huống",
    "qt.window.account_dialog": "2. Đăng nhập và khóa màn hình",
    "qt.window.first_run": "1. Lần đầu mở chương trình",
    "qt.window.forgotten_dialog": "2. Đăng nhập và khóa màn hình",
    "qt.window.key_map": "13. Bảng phím",
    "qt.window.keys_dialog": "13. Bảng phím",
    "qt.window.own_absence": "11.3. Công chức",
    "qt.window.passwords_noted": "1. Lần đầu mở chương trình",
    "qt.window.recovery_dialog": "2. Đăng nhập và khóa màn hình",
    "qt.window.restore_form": "12. Sao lưu và khôi phục",
    "qt.window.set_up": "1. Lần đầu mở chương trình",
    "reports": "8. Báo cáo",
    "qt.superior": "11.8. Cơ quan cấp trên",
    "superior": "11.8. Cơ quan cấp trên",
    "superior_desk": "11.8. Cơ quan cấp trên",
    "sync": "9. Chốt sổ, USB",
}
"""Room of the program → heading; the longest room that a module lies in counts."""


def sections() -> frozenset[str]:
    """Every heading that something leads to."""
    return frozenset({*_ROOMS.values(), TROUBLE})


def room_section(module: str) -> str:
    """The heading about a module of the program; empty for one that serves every matter."""
    parts = module.removeprefix("counter_app.").split(".")
    for length in range(len(parts), 0, -1):
        found = _ROOMS.get(".".join(parts[:length]))
        if found is not None:
            return found
    return ""


def error_section(error: BaseException) -> str:
    """The heading about what refused: of the innermost room that has one among those the error came through."""
    rooms = []
    trace = error.__traceback__
    while trace is not None:
        rooms.append(str(trace.tb_frame.f_globals.get("__name__", "")))
        trace = trace.tb_next
    return next(filter(None, map(room_section, reversed(rooms))), TROUBLE)
