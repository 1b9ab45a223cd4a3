using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;
using Orchestrator.Runtime.Rules;
using Shouldly;

namespace Orchestrator.Specs.Organization;

/// <summary>A ledger of a small fictional district that specs post to, one command after the other.</summary>
internal sealed class City
{
    public static readonly DateOnly Day = new(2020, 10, 20);

    private int _number;

    public QuotaLedger Ledger { get; private set; } = QuotaLedger.Empty;

    public List<LedgerEvent> Events { get; } = [];

    public QuotaParameters Parameters { get; init; } = QuotaParameters.Default;

    /// <summary>澄湖区: 发改 10 名 with 8 people (发改-1 …), 生态 5 with 5, 审计 4 with 0; duty Z1 moves 发改 → 生态.</summary>
    public static City Founded()
    {
        var city = new City();
        foreach (var (id, name, quota, people) in new[] { ("fg", "澄湖区发展改革局", 10, 8), ("st", "澄湖区生态环境分局", 5, 5), ("sj", "澄湖区审计局", 4, 0) })
        {
            city.Organ(id, name, OrganType.GovernmentDepartment, AdministrativeLevel.County).Account(id, quota, people);
        }

        city.Must(id => new LedgerCommand.RegisterDutyTransfer(id, Day, new DutyTransfer("Z1", ["d1"], "fg", "st", DutyAction.Whole, Day)));
        return city;
    }

    public City Organ(string id, string name, OrganType type, AdministrativeLevel level)
    {
        Must(command => new LedgerCommand.RegisterOrgan(command, Day, new Organ(id, name, type, level)));
        return this;
    }

    /// <summary>An account with the organ's id (or <paramref name="id"/>), an opening entry and people "id-1"…</summary>
    public City Account(string organ, int quota, int people, QuotaType type = QuotaType.Administrative, FundingForm funding = FundingForm.Full, string? id = null)
    {
        var account = id ?? organ;
        Must(command => new LedgerCommand.OpenAccount(command, Day, new QuotaAccount(account, organ, type, funding, Ledger.Organs[organ].Level)));
        if (quota > 0)
        {
            Must(command => new LedgerCommand.PostQuotaEntry(command, Day, new QuotaEntry($"open-{account}", "期初", Day, QuotaReason.Opening, null, account, quota)));
        }

        for (var at = 1; at <= people; at++)
        {
            var person = $"{account}-{at}";
            Must(command => new LedgerCommand.PlacePerson(command, Day, Placement(person, account)));
        }

        return this;
    }

    public City Post(string id, string organ, PostTier tier, int count, string? internalOrgan = null)
    {
        Must(command => new LedgerCommand.OpenPost(command, Day, new LeadershipPost(id, organ, tier, PostLevel.TownshipChief, internalOrgan)));
        if (count > 0)
        {
            Must(command => new LedgerCommand.PostPosts(command, Day, new PostEntry($"open-{id}", "期初", Day, PostReason.Opening, null, id, count)));
        }

        return this;
    }

    public static Placement Placement(string person, string account, PlacementKind kind = PlacementKind.Register) => new($"p-{person}", person, account, kind, Day, "期初");

    /// <summary>Four quotas from 发改 to 生态 with three people, backed by Z1.</summary>
    public static Reservation Transfer(string id = "T1", int count = 4, int people = 3) =>
        new(id, "case-1", [Line(count, people)], []);

    public static ReservedLine Line(int count, int people) =>
        new("fg", "st", count, QuotaReason.DutyTransfer, [.. Enumerable.Range(1, people).Select(at => new ReservedPerson($"fg-{at}"))], "Z1");

    public LedgerOutcome Do(Func<string, LedgerCommand> command) => Send(command($"c{++_number}"));

    public LedgerOutcome Send(LedgerCommand command)
    {
        var outcome = LedgerDecisions.Decide(Ledger, command, Parameters);
        if (outcome is LedgerOutcome.Posted posted)
        {
            Ledger = posted.Ledger;
            Events.AddRange(posted.Events);
        }

        return outcome;
    }

    public City Must(Func<string, LedgerCommand> command)
    {
        var outcome = Do(command);
        outcome.ShouldBeOfType<LedgerOutcome.Posted>(outcome is LedgerOutcome.Refused refused ? string.Join("\n", refused.Reasons) : "nothing posted");
        return this;
    }

    /// <summary>Refused for one reason, and the ledger is the same object as before.</summary>
    public Finding Refused(Func<string, LedgerCommand> command)
    {
        var before = Ledger;
        var reasons = Do(command).ShouldBeOfType<LedgerOutcome.Refused>().Reasons;
        Ledger.ShouldBeSameAs(before);
        return reasons.ShouldHaveSingleItem();
    }

    public void ShouldBeSound() => LedgerInvariants.Check(Ledger).ShouldBeEmpty();
}
