using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Terms;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Office.Transfers;
using Orchestrator.Organization;
using Orchestrator.Organization.Book;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Runtime;
using Orchestrator.Stores.Office;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Transfers;

/// <summary>The office carries transfers on over 机构编制 as it is, and over 财政 and 人社 as the test wants them.</summary>
public abstract class TransfersOfTheOffice(StoreKind kind) : OfficeBench(kind)
{
    private static readonly Actor Clerk = Person("BB", "BB-JB");
    private static readonly Actor Head = Person("BB", "BB-ZR");
    private readonly AuthorityScript _script = new();

    [Fact]
    public async Task What_three_authorities_hold_and_another_person_approves_is_moved()
    {
        var id = await Begun(4);
        (await Status(id)).ShouldBe(TransferStatus.Held);
        (await Ledger()).Balance("D1-1").Outgoing.ShouldBe(4);
        (await Run(Head with { Id = Clerk.Id }, work => Desk.Confirm(id, "楚编发〔2020〕8号", work))).Refusal!.Code.ShouldBe("transfer.own");
        (await Run(Head, work => Desk.Confirm(id, " ", work))).Refusal!.Problems.Single().Path.ShouldBe("noticeNo");

        (await Run(Head, work => Desk.Confirm(id, "楚编发〔2020〕8号", work))).Refusal.ShouldBeNull();
        (await Run(Head, work => Desk.Confirm(id, "楚编发〔2020〕8号", work))).Refusal!.Code.ShouldBe("transfer.state");
        await Settled();
        (await Status(id)).ShouldBe(TransferStatus.Done);
        var ledger = await Ledger();
        (ledger.Balance("D1-1").Authorized, ledger.Balance("D2-1").Authorized).ShouldBe((6, 4));
        ledger.Entries[$"{id}/1"].DocNo.ShouldBe("楚编发〔2020〕7号");
        _script.Heard.Count.ShouldBe(4, "each once");
        (await Run(Clerk, work => Desk.Release(id, "撤回", work))).Refusal!.Message.ShouldBe("该事项已执行，不能释放。");
        (await Read(db => db.Notices.Where(notice => notice.CaseId == id && notice.PersonId == Clerk.Id).CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_refusal_is_shown_with_its_reason_asked_again_when_mended_or_everything_is_given_back()
    {
        _script.Says = (authority, _) => authority != TransferAuthority.Finance;
        var id = await Begun(4);
        (await Status(id)).ShouldBe(TransferStatus.Refused);
        var leg = (await Shown(id)).Transfer.Legs.Single(one => one.State == "Refused");
        (leg.Authority, leg.Reasons.Single().Message).ShouldBe(("Finance", "望楚区本年人员经费不足。"));
        (await Ledger()).Balance("D1-1").Outgoing.ShouldBe(4, "others hold until it is decided");
        (await Run(Head, work => Desk.Confirm(id, "楚编发〔2020〕8号", work))).Refusal!.Code.ShouldBe("transfer.state");
        (await Run(Clerk, work => Desk.Retry(id, TransferAuthority.Organization, work))).Refusal!.Code.ShouldBe("transfer.answered");

        _script.Says = (_, _) => true;
        (await Run(Clerk, work => Desk.Retry(id, TransferAuthority.Finance, work))).Refusal.ShouldBeNull();
        await Settled();
        (await Status(id)).ShouldBe(TransferStatus.Held);

        (await Run(Clerk, work => Desk.Release(id, "", work))).Refusal!.Problems.Single().Path.ShouldBe("reason");
        (await Run(Clerk, work => Desk.Release(id, "方案调整", work))).Refusal.ShouldBeNull();
        await Settled();
        (await Status(id)).ShouldBe(TransferStatus.Released);
        (await Ledger()).Balance("D1-1").ShouldBe(new QuotaBalance(10, 0, 0, 0, 0));
        (await Shown(id)).Events.Select(row => row.Text).ShouldBe(
        [
            "提出转隶事项，请三部门预留，期限至2020-08-06", "机构编制已预留", "财政不同意预留", "人社已预留", "再次请财政预留", "财政已预留",
            "释放预留：方案调整", "机构编制已释放", "财政已释放", "人社已释放",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_says_nothing_is_asked_again_and_a_hold_that_nobody_decides_on_ends()
    {
        _script.Says = (authority, _) => authority == TransferAuthority.HumanResources ? null : true;
        var id = await Begun(4);
        (await Status(id)).ShouldBe(TransferStatus.Reserving);
        for (var n = 0; n < 3; n++)
        {
            await Later(TimeSpan.FromMinutes(6));
        }

        _script.Heard.Where(one => one.Authority == TransferAuthority.HumanResources).Select(one => one.CommandId).ShouldBe([.. Enumerable.Range(1, 4).Select(n => $"{id}:HumanResources:Reserve:{n}")]);
        _script.Heard.Count(one => one.Authority == TransferAuthority.Finance).ShouldBe(1, "who has answered is left alone");

        _script.Says = (_, _) => true;
        await Later(TimeSpan.FromMinutes(6));
        (await Status(id)).ShouldBe(TransferStatus.Held);

        await Later(TimeSpan.FromDays(10));
        (await Status(id)).ShouldBe(TransferStatus.Released);
        (await Shown(id)).ReleaseReason.ShouldBe("预留期限已到，无人批准");
        (await Ledger()).Balance("D1-1").Outgoing.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_wrong_with_a_plan_is_said_line_by_line_before_anybody_is_asked()
    {
        var refused = await Run(Clerk, work => Desk.Begin(
            new(" ", null, [new("D1", "D1", QuotaType.Administrative, FundingForm.Own, 0, ["nobody"]), new("D1", "D9", QuotaType.Administrative, FundingForm.Full, 1, [], DocNo: "楚编发〔2020〕7号")], 99), work));
        refused.Refusal!.Problems.Select(problem => problem.Path).ShouldBe(
            ["title", "takesEffectOn", "holdDays", "lines[0].toUnitId", "lines[0].funding", "lines[0].count", "lines[0].people", "lines[0].docNo", "lines[1].toUnitId"], ignoreOrder: true);
        await Settled();
        _script.Heard.ShouldBeEmpty();
        (await Read(db => db.Transfers.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Eight_transfers_between_the_same_organs_are_held_beside_each_other()
    {
        var ids = new List<string>();
        for (var n = 0; n < 8; n++)
        {
            ids.Add(await Begun(1, settle: false));
        }

        await Settled();
        foreach (var id in ids)
        {
            (await Status(id)).ShouldBe(TransferStatus.Held);
        }
    }

    protected override void AddServices(IServiceCollection services)
    {
        services.AddOrganization();
        services.AddSingleton(_script);
        services.AddMessageHandler<ReserveFunds, ScriptedAuthorities>().AddMessageHandler<ConfirmFunds, ScriptedAuthorities>().AddMessageHandler<ReleaseFunds, ScriptedAuthorities>();
        services.AddMessageHandler<LockPeople, ScriptedAuthorities>().AddMessageHandler<MovePeople, ScriptedAuthorities>().AddMessageHandler<UnlockPeople, ScriptedAuthorities>();
    }

    private TransferDesk Desk => Get<TransferDesk>();

    private async Task<string> Begun(int count, bool settle = true)
    {
        await Opened();
        var begun = await Run(Clerk, work => Desk.Begin(
            new("城管执法人员转隶", new DateOnly(2020, 7, 27), [new("D1", "D2", QuotaType.Administrative, FundingForm.Full, count, [], DocNo: "楚编发〔2020〕7号")]), work));
        if (settle)
        {
            await Settled();
        }

        return begun.Required().Id;
    }

    private async Task Opened()
    {
        var day = new DateOnly(2020, 7, 1);
        foreach (var command in new LedgerCommand[]
        {
            new LedgerCommand.RegisterOrgan("o1", day, new("D1", "澄湖区", OrganType.GovernmentDepartment, AdministrativeLevel.County)),
            new LedgerCommand.RegisterOrgan("o2", day, new("D2", "望楚区", OrganType.GovernmentDepartment, AdministrativeLevel.County)),
            new LedgerCommand.OpenAccount("a1", day, new("D1-1", "D1", QuotaType.Administrative, FundingForm.Full, AdministrativeLevel.County)),
            new LedgerCommand.OpenAccount("a2", day, new("D2-1", "D2", QuotaType.Administrative, FundingForm.Full, AdministrativeLevel.County)),
            new LedgerCommand.PostQuotaEntry("e1", day, new("E1", "期初", day, QuotaReason.Opening, null, "D1-1", 10)),
        })
        {
            await Run<Done>(Actor.System, async work =>
            {
                (await work.Service<LedgerBook>().Post(work, command, QuotaParameters.Default)).ShouldNotBeOfType<LedgerOutcome.Refused>();
                return Done.Value;
            });
        }
    }

    private Task Settled() => Get<BackgroundWork>().Settle();

    private async Task Later(TimeSpan by)
    {
        Clock.Now += by;
        await Get<BackgroundWork>().RunErrands();
        await Settled();
    }

    private Task<TransferStatus> Status(string id) => Read(db => db.Transfers.Where(row => row.Id == id).Select(row => row.Status).SingleAsync());

    private Task<TransferDocument> Shown(string id) => Read(async db => (await new TransferQueries(db).Find(id, Clerk, default))!);

    private async Task<QuotaLedger> Ledger()
    {
        await using var scope = Get<IServiceScopeFactory>().CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<LedgerBook>().Read(default)).Ledger;
    }
}

public sealed class TransfersOfTheOfficeOnSqlite() : TransfersOfTheOffice(StoreKind.Sqlite);

public sealed class TransfersOfTheOfficeOnPostgres() : TransfersOfTheOffice(StoreKind.Postgres);
