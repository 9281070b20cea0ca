"""Words about versions of the program: which is in use, what was put in its place, what a stick holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.i18n import _, plural
from counter_app.releases.weaknesses import OLD_DAYS
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.releases.release import Release
    from counter_app.releases.updating import ProgramPlace, Update
    from counter_app.releases.weaknesses import Knowledge


def told_release(release: Release) -> str:
    """A release in words, once all of it was proved."""
    return _(
        "Bản {version} lập ngày {day}: chữ ký đúng (khóa {signer}), mọi tệp nguyên vẹn. Chưa cài gì."
    ).format(
        version=release.version,
        day=short_date(date.fromisoformat(release.built)),
        signer=release.signer,
    )


def updated_text(update: Update) -> str:
    """A newer version is in use from the next start on."""
    return _(
        "Đã cập nhật từ bản {before} lên bản {version}. Đóng chương trình rồi mở lại. Bản {before} được giữ để quay về."
    ).format(before=update.before, version=update.version)


def back_text(update: Update) -> str:
    """The version of before is in use again; what it cannot do is said with it."""
    return _(
        "Đã quay về bản {version}. Đóng chương trình rồi mở lại. Nếu bản {version} báo dữ liệu của bản mới hơn, khôi "
        "phục bản sao có tên .truoc-nang-cap- cạnh tệp dữ liệu."
    ).format(version=update.version)


def standing_text(place: ProgramPlace) -> str:
    """The version that runs, the one that starts next, the one that is kept."""
    standing = place.standing()
    lines = [_("Bản đang chạy: {version}.").format(version=place.version)]
    following = standing.named(standing.version) or place.version
    if following != place.version:
        lines.append(_("Lần mở sau dùng bản {version}.").format(version=following))
    if standing.before is not None:
        before = standing.named(standing.before)
        lines.append(_("Bản trước còn giữ: {version}.").format(version=before))
    if standing.failed:
        lines.append(
            _(
                "Bản {version} không mở được cửa sổ nên đã quay về bản trước. Báo nơi phát hành."
            ).format(version=standing.failed)
        )
    return "\n".join(lines)


def weakness_lines(known: Knowledge, today: date) -> list[str]:
    """The known weaknesses, and the age of the list; the first line is the whole in short."""
    if known.looked is None:
        lines = [
            _("Điểm yếu đã biết của thư viện: bản này chưa được đối chiếu. Hỏi nơi phát hành.")
        ]
    else:
        day, count = short_date(known.looked), len(known.weaknesses)
        lines = [
            plural("Điểm yếu đã biết của thư viện, đối chiếu ngày {day}: {count}.", count).format(
                day=day, count=count
            )
        ]
        if known.age(today) > OLD_DAYS:
            lines.append(
                plural(
                    "Danh sách đã cũ {count} ngày. Hỏi nơi phát hành bản mới.", known.age(today)
                ).format(count=known.age(today))
            )
        if known.unlooked:
            names = ", ".join(f"{part.name} {part.version}" for part in known.unlooked)
            lines.append(_("Chưa đối chiếu: {names}.").format(names=names))
    for item in known.weaknesses:
        mended = (
            _("đã sửa ở {version}").format(version=item.fixed)
            if item.fixed
            else _("chưa có bản sửa")
        )
        lines.append(
            _("{id}, {package} {version}, {mended}: {says}").format(
                id=item.id,
                package=item.package,
                version=item.version,
                mended=mended,
                says=item.says,
            )
        )
    return lines
