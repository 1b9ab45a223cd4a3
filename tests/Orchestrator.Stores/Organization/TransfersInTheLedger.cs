using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts;
using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Organization;
using Orchestrator.Organization.Book;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Runtime;
using Orchestrator.Stores.Transfers;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Organization;

/// <summary>机构编制 takes part in transfers: its ledger in a database, commands as they come from the queue.</summary>
public abstract class TransfersInTheLedger(StoreKind kind) : AuthorityBench(kind, "organization-transfer")
{
    private static readonly DateOnly Day = new(2020, 10, 28);
    private static readonly PersonKeySecret Secret = new("only for tests: thirty-two bytes."u8);

    protected override void Add(IServiceCollection services) => services.AddOrganization();

    protected override Task Open() => Post(
        new LedgerCommand.RegisterOrgan("o1", Day, new("CG", "城管执法局", OrganType.GovernmentDepartment, AdministrativeLevel.County)),
        new LedgerCommand.RegisterOrgan("o2", Day, new("J1", "一街道办事处", OrganType.Street, AdministrativeLevel.County)),
        new LedgerCommand.OpenAccount("a1", Day, new("CG-1", "CG", QuotaType.Administrative, FundingForm.Full, AdministrativeLevel.County)),
        new LedgerCommand.OpenAccount("a2", Day, new("J1-1", "J1", QuotaType.Administrative, FundingForm.Full, AdministrativeLevel.County)),
        new LedgerCommand.PostQuotaEntry("e1", Day, new("E1", "期初", Day, QuotaReason.Opening, null, "CG-1", 10)),
        new LedgerCommand.PostQuotaEntry("e2", Day, new("E2", "期初", Day, QuotaReason.Opening, null, "J1-1", 3)),
        new LedgerCommand.PlacePerson("p1", Day, new("P1", $"{Person(1)}", "CG-1", PlacementKind.Register, Day, "期初")),
        new LedgerCommand.PlacePerson("p2", Day, new("P2", $"{Person(2)}", "CG-1", PlacementKind.Register, Day, "期初")));

    [Fact]
    public async Task What_is_held_and_confirmed_has_moved_once_however_often_it_is_asked()
    {
        for (var n = 0; n < 3; n++)
        {
            await Deliver(Reserve("t1", 4, 1, 2));
        }

        var held = await Ledger();
        held.Balance("CG-1").ShouldBe(new QuotaBalance(10, 2, 2, 0, 4));
        (await Answers()).ShouldAllBe(answer => answer.Authority == TransferAuthority.Organization && answer.Step == TransferStep.Reserve && answer.Done);

        for (var n = 0; n < 3; n++)
        {
            await Deliver(new ConfirmQuota(About("t1"), Day, "楚编发〔2020〕8号"));
        }

        var moved = await Ledger();
        moved.Balance("CG-1").ShouldBe(new QuotaBalance(6, 0, 0, 0, 0));
        moved.Balance("J1-1").ShouldBe(new QuotaBalance(7, 2, 0, 0, 0));
        (await Answers()).Count(answer => answer is { Step: TransferStep.Confirm, Done: true }).ShouldBe(3);
        await Deliver(new ReleaseQuota(About("t1"), Day, "撤回"));
        (await Answers())[^1].ShouldSatisfyAllConditions(answer => answer.Done.ShouldBeFalse(), answer => answer.Reasons.Single().Rule.ShouldBe("saga.confirmed"));
        LedgerInvariants.Check(moved).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_held_is_refused_with_rule_place_and_reason_and_may_be_asked_again_when_it_is_mended()
    {
        await Deliver(Reserve("t1", 12));
        await Deliver(new ReserveQuota(About("t2"), Day, [new("CG", "J1", QuotaType.Enforcement, FundingForm.Full, 1, [], DocNo: "楚编发〔2020〕7号")]));
        var refused = await Answers();
        refused.ShouldAllBe(answer => !answer.Done);
        refused[0].Reasons.ShouldContain(reason => reason.Rule == "INV-2" && reason.Severity == "B");
        refused[1].Reasons.Select(reason => (reason.Rule, reason.Path)).ShouldBe([("ledger.account", "lines[0].fromOrganId"), ("ledger.account", "lines[0].toOrganId")]);
        refused[1].Reasons[0].Message.ShouldBe("第1行：城管执法局没有行政执法专项编制（全额拨款）账户，须先开户。");

        await Post(new LedgerCommand.PostQuotaEntry("e3", Day, new("E3", "楚编发〔2020〕9号", Day, QuotaReason.Issue, null, "CG-1", 5, ApprovalNo: "鄂编发〔2020〕1号")));
        await Deliver(Reserve("t1", 12));
        (await Answers())[^1].Done.ShouldBeTrue();
        (await Ledger()).Balance("CG-1").Outgoing.ShouldBe(12);
    }

    [Fact]
    public async Task A_release_that_overtakes_its_reservation_leaves_nothing_held()
    {
        await Deliver(new ReleaseQuota(About("t1"), Day, "撤回"));
        await Deliver(Reserve("t1", 4, 1));
        await Deliver(new ConfirmQuota(About("t1"), Day, "楚编发〔2020〕8号"));
        (await Answers()).Select(answer => (answer.Step, answer.Done)).ShouldBe([(TransferStep.Release, true), (TransferStep.Reserve, false), (TransferStep.Confirm, false)]);
        (await Ledger()).Balance("CG-1").ShouldBe(new QuotaBalance(10, 2, 0, 0, 0));

        await Deliver(Reserve("t2", 4, 1));
        await Deliver(new ReleaseQuota(About("t2"), Day, "撤回"));
        (await Ledger()).Balance("CG-1").ShouldBe(new QuotaBalance(10, 2, 0, 0, 0));
    }

    [Fact]
    public async Task The_same_transfer_cannot_hold_something_else()
    {
        await Deliver(Reserve("t1", 4, 1));
        await Deliver(Reserve("t1", 5, 1));
        (await Answers())[^1].Reasons.Single().Rule.ShouldBe("saga.other-content");
        (await Ledger()).Balance("CG-1").Outgoing.ShouldBe(4);
    }

    [Fact]
    public async Task Many_at_once_never_take_more_than_there_is_and_every_host_reads_the_same()
    {
        var second = AddHost();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Deliver(Reserve($"t{n}", 1), n % 2 == 0 ? null : second)));
        await Settle();
        var ledger = await Ledger();
        ledger.Balance("CG-1").ShouldBe(new QuotaBalance(10, 2, 8, 0, 8), "8 of 10 are vacant");
        (await Answers()).Count(answer => answer.Done).ShouldBe(8);
        LedgerInvariants.Check(ledger).ShouldBeEmpty();
        JsonSerializer.Serialize((await Ledger(second)).Balances.OrderBy(pair => pair.Key)).ShouldBe(JsonSerializer.Serialize(ledger.Balances.OrderBy(pair => pair.Key)));

        // A host that starts now has nothing but the events.
        JsonSerializer.Serialize((await Ledger(AddHost())).Balances.OrderBy(pair => pair.Key)).ShouldBe(JsonSerializer.Serialize(ledger.Balances.OrderBy(pair => pair.Key)));
    }

    private static PersonKey Person(int n)
    {
        IdentityNumber.TryParse(n == 1 ? "990101198506090013" : "99010319790711001X", out var number);
        return PersonKey.Of(number!, Secret);
    }

    private static ReserveQuota Reserve(string transfer, int count, params int[] people) =>
        new(About(transfer), Day, [new("CG", "J1", QuotaType.Administrative, FundingForm.Full, count, [.. people.Select(Person)], DocNo: "楚编发〔2020〕7号")]);

    private async Task Post(params LedgerCommand[] commands)
    {
        foreach (var command in commands)
        {
            (await Run(async work =>
            {
                (await work.Service<LedgerBook>().Post(work, command, QuotaParameters.Default)).ShouldBeOfType<LedgerOutcome.Posted>();
                return Done.Value;
            })).Refusal.ShouldBeNull();
        }
    }

    private async Task<QuotaLedger> Ledger(ServiceProvider? host = null)
    {
        await using var scope = (host ?? Host).CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<LedgerBook>().Read(default)).Ledger;
    }
}

public sealed class TransfersInTheLedgerOnSqlite() : TransfersInTheLedger(StoreKind.Sqlite);

public sealed class TransfersInTheLedgerOnPostgres() : TransfersInTheLedger(StoreKind.Postgres);
