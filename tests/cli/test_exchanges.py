"""Exchanges on the command line: imported, shared, let pass with a reason."""

from tests.cli.conftest import carry, meet


def an_exchange(laptop, **values):
    firms = [laptop.new("organisations", name=name) for name in ("Akku", "Rouen Tech")]
    codes = {row["code"]: row["uid"] for row in laptop.ask("list", "members")["rows"]}
    partners = {"visitor_member": codes["HU"], "host_member": codes["FR"]}
    return laptop.new("exchanges", visitor=firms[0], host=firms[1], **partners, **values)


def test_a_share_is_begun_listed_and_ended(new_laptop):
    hu, de = new_laptop("HU"), new_laptop("DE")
    meet(hu, de)
    uid = an_exchange(hu, motivation="New cells")

    made = hu.ask("share", "new", "HU", "DE", "--for", "exchanges", uid)
    carry(hu, de)

    assert made["members"] == ["DE", "HU"]
    assert de.show("exchanges", uid)["motivation"] == "New cells"
    listed = {tuple(s["members"]): s["ended_on"] for s in de.ask("share", "list")["shares"]}
    assert listed == {("DE", "HU"): None}
    said = hu.run("share", "end", made["share"][:8]).out
    assert "may still exist" in said
    carry(hu, de)
    assert de.show("exchanges", uid)["motivation"] == ""
    assert hu.show("exchanges", uid)["motivation"] == "New cells"
    assert hu.refusal("share", "end", made["share"]) == "share.has_ended"
    assert hu.refusal("share", "new", "XX", "--for", "exchanges", uid) == "share.unknown_member"
    assert "deleted" not in hu.run("share", "list").out


def test_a_reason_stands_with_its_finding_on_both_laptops(new_laptop):
    hu, fr = new_laptop("HU"), new_laptop("FR")
    meet(hu, fr)
    uid = an_exchange(hu)

    given = hu.ask("reason", uid, "no_distance", "Measured on paper", "--name", "Ana Costa")
    carry(hu, fr)

    assert (given["code"], given["name"]) == ("exchange.no_distance", "Ana Costa")
    for laptop in (hu, fr):
        [found] = [
            f for f in laptop.ask("check", "exchanges")["findings"] if f["code"] == given["code"]
        ]
        assert found["reason"] == {"text": "Measured on paper", "name": "Ana Costa"}
        assert found["rule"] == 13
        assert "[Rule 13; exchange.no_distance; ClusterXchange" in laptop.run("check").out
    assert hu.refusal("reason", uid, "no_such", "x") == "reason.no_such_finding"
    assert hu.refusal("reason", uid, "no_distance", " ") == "reason.missing"
    assert hu.refusal("reason", uid, "visits_elsewhere_unchecked", "x") == "reason.not_possible"
    assert hu.ask("reason", uid, "no_distance", "--take-back")["reason"] == ""
    assert hu.refusal("reason", uid, "no_distance", "--take-back") == "reason.none_given"


def test_a_step_is_taken_by_the_rule_of_the_window(laptop):
    uid = an_exchange(laptop)

    taken = laptop.ask("step", uid)

    assert (taken["uid"], taken["taken"], taken["next"]) == (uid, "register", "assess")
    assert laptop.show("exchanges", uid)["registered_on"]
    both = dict.fromkeys(("starts_on", "ends_on"), "2021-08-23")
    laptop.run("set", "exchanges", uid, *(f"{name}={day}" for name, day in both.items()))
    done = ("assessed", "matched", "agreement", "reported", "evidence", "validated")
    signed = ("visitor_signed", "host_signed", "visitor_partner_signed", "host_partner_signed")
    days = [f"{name}_on=2021-08-20" for name in (*done, *signed)]
    laptop.run("set", "exchanges", uid, *days)
    assert laptop.refusal("step", uid) == "exchange.rule_forbids"
    assert laptop.show("exchanges", uid)["paid_on"] is None


def test_a_sheet_of_exchanges_comes_in_and_goes_out(laptop):
    for name in ("Akku", "Rouen Tech"):
        laptop.new("organisations", name=name)
    file = laptop.file(
        "visits.csv",
        "Visitor;Host;Starts;Ends\nAkku;Rouen Tech;2021-09-20;2021-09-24\nNobody;;;\n",
    )
    rejects = laptop.file("rejects.csv")

    shown = laptop.ask("import", "exchanges", file, "--dry-run")
    assert laptop.ask("list", "exchanges")["rows"] == []
    taken = laptop.ask("import", "exchanges", file, "--rejects", rejects)

    assert {**shown, "rejects": []} == {**taken, "rejects": []}
    assert (taken["rows"], taken["new"], taken["rejected"]) == (2, 1, 1)
    assert "Nobody" in rejects.read_text("utf-8-sig")
    assert b"2021-09-20" in laptop.export("exchanges")
    laptop.ask("undo")
    assert laptop.ask("list", "exchanges")["rows"] == []


def test_the_file_of_a_share_is_exported_by_its_members_alone(new_laptop, tmp_path):
    hu, de, fr = (new_laptop(code) for code in ("HU", "DE", "FR"))
    meet(hu, de)
    meet(hu, fr)
    uid = an_exchange(hu, motivation="New cells", nationality="HU", residence_days="12")
    made = hu.ask("share", "new", "HU", "DE", "--for", "exchanges", uid)
    carry(hu, de)
    carry(hu, fr)
    scope = f"share:{made['share']}"

    written = hu.ask("export", "exchanges", tmp_path / "hu.csv", "--scope", scope)
    de.ask("export", "exchanges", tmp_path / "de.csv", "--scope", f"share:{made['share'][-8:]}")

    assert written["rows"] == 1
    assert "New cells" in (tmp_path / "hu.csv").read_text(encoding="utf-8-sig")
    assert (tmp_path / "hu.csv").read_bytes() == (tmp_path / "de.csv").read_bytes()
    refused = ("export", "exchanges", tmp_path / "fr.csv", "--scope", scope)
    assert fr.refusal(*refused) == "scope.not_held"
    fr.ask("export", "exchanges", tmp_path / "all.csv")
    assert "New cells" not in (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
    assert de.show("exchanges", uid)["residence_days"] == 12
    hu.run("share", "end", made["share"])
    assert hu.refusal(*refused) == "scope.not_held"
