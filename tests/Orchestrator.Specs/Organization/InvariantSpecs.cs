using System.Collections.Immutable;
using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Posts;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Organization;

/// <summary>A sound ledger, broken by hand in one place: the checker of that invariant says so.</summary>
public sealed class InvariantSpecs
{
    private static readonly DateOnly Day = City.Day;

    public static TheoryData<string> Defects => [.. All.Keys];

    private static Dictionary<string, (int Invariant, Func<QuotaLedger, QuotaLedger> Break)> All { get; } = new()
    {
        ["a quota from nowhere"] = (1, ledger => Balance(ledger, "fg", balance => balance with { Authorized = balance.Authorized + 1 })),
        ["an inner movement with one side"] = (1, ledger => Entry(Balance(ledger, "fg", balance => balance with { Authorized = balance.Authorized + 4 }), "T1/1", entry => entry with { FromAccountId = null, Reason = QuotaReason.Merger })),
        ["a movement between two kinds"] = (1, ledger => ledger with { Accounts = ledger.Accounts.SetItem("st", ledger.Accounts["st"] with { Type = QuotaType.Support }) }),
        ["less than nothing"] = (2, ledger => Balance(ledger, "sj", balance => balance with { Authorized = -1 })),
        ["too many people"] = (3, ledger => ledger with { Placements = ledger.Placements.AddRange(Strangers("fg", 2)) }),
        ["too many people for their plan"] = (3, ledger => ledger with
        {
            Plans = ledger.Plans.SetItem("fg", new DigestionPlan("fg", 1, Day, "楚编发〔2020〕5号")),
            Placements = ledger.Placements.AddRange(Strangers("fg", 3)),
        }),
        ["no duty"] = (4, ledger => Entry(ledger, "T1/1", entry => entry with { DutyTransferId = null })),
        ["a duty of others"] = (4, ledger => ledger with { DutyTransfers = ledger.DutyTransfers.SetItem("Z1", ledger.DutyTransfers["Z1"] with { ToOrganId = "sj" }) }),
        ["a transferred person without a line"] = (5, ledger => Placement(ledger, placement => placement with { EntryId = null })),
        ["a transferred person on a line to elsewhere"] = (5, ledger => Placement(ledger, placement => placement with { EntryId = "open-fg" })),
        ["a full line"] = (6, ledger => Entry(ledger, "T1/1", entry => entry with { Count = 2 })),
        ["internal organs larger than the organ"] = (7, ledger => ledger with { Allotments = ledger.Allotments.SetItem("fg-1", ledger.Allotments["fg-1"] with { Count = 6 }) }),
        ["leadership members who do not fit"] = (7, ledger => ledger with { OrganBalances = ledger.OrganBalances.SetItem("fg", ledger.OrganBalances["fg"] with { Members = 3 }) }),
        ["more posts than before"] = (8, ledger => ledger with { PostBalances = ledger.PostBalances.SetItem("fg-c", new PostBalance(3, 0, 0)) }),
    };

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_broken_ledger_is_caught_by_the_checker_of_its_invariant(string defect)
    {
        var (invariant, spoil) = All[defect];
        var sound = Sound();
        LedgerInvariants.Check(sound).ShouldBeEmpty();

        var found = LedgerInvariants.Check(spoil(sound));

        found.ShouldContain(finding => finding.Rule == $"INV-{invariant}");

        // Running numbers that were spoilt with it are told too; no other invariant is.
        var others = found.Select(finding => finding.Rule).Distinct().Where(rule => rule != $"INV-{invariant}" && rule != "INV-0");
        others.ShouldBe(defect is "less than nothing" or "a movement between two kinds" ? others.Intersect(["INV-1", "INV-3"]) : []);
    }

    [Theory]
    [InlineData("fg")]
    [InlineData("st")]
    public void A_running_number_that_is_not_that_of_the_facts_is_told(string account)
    {
        var spoilt = Balance(Sound(), account, balance => balance with { Reserved = balance.Reserved + 1 });

        LedgerInvariants.Check(spoilt).ShouldHaveSingleItem().Rule.ShouldBe("INV-0");
    }

    [Fact]
    public void Every_violation_is_named_not_the_first_alone()
    {
        var spoilt = Entry(Balance(Sound(), "fg", balance => balance with { Authorized = balance.Authorized + 1 }), "T1/1", entry => entry with { DutyTransferId = null });

        LedgerInvariants.Check(spoilt).Select(finding => finding.Rule).ShouldBe(["INV-0", "INV-1", "INV-4"]);
    }

    /// <summary>发改 6 quotas, 5 people, 4 of them allotted, 1 member; 生态 9 with 8, three of whom came on a line of three with T1.</summary>
    private static QuotaLedger Sound()
    {
        var city = City.Founded().Post("fg-c", "fg", PostTier.DepartmentDeputy, 2);
        city.Must(id => new LedgerCommand.ReserveTransfer(id, Day, City.Transfer(count: 4, people: 3)));
        city.Must(id => new LedgerCommand.ConfirmTransfer(id, Day, "T1", "楚转通〔2020〕1号"));
        city.Must(id => new LedgerCommand.AllotInternal(id, Day, "fg-1", "fg", "综合科", 4)).Must(id => new LedgerCommand.SetMembers(id, Day, "fg", 1));
        city.Must(id => new LedgerCommand.CapPosts(id, Day));
        return city.Ledger;
    }

    private static QuotaLedger Balance(QuotaLedger ledger, string account, Func<QuotaBalance, QuotaBalance> change) =>
        ledger with { Balances = ledger.Balances.SetItem(account, change(ledger.Balance(account))) };

    private static QuotaLedger Entry(QuotaLedger ledger, string id, Func<QuotaEntry, QuotaEntry> change) =>
        ledger with { Entries = ledger.Entries.SetItem(id, change(ledger.Entries[id])) };

    private static QuotaLedger Placement(QuotaLedger ledger, Func<Placement, Placement> change) =>
        ledger with { Placements = ledger.Placements.SetItem("T1/fg-1", change(ledger.Placements["T1/fg-1"])) };

    private static IEnumerable<KeyValuePair<string, Placement>> Strangers(string account, int count) =>
        Enumerable.Range(0, count).Select(at => KeyValuePair.Create($"x{at}", City.Placement($"x{at}", account)));
}
