using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts.Terms;
using Orchestrator.Office;
using Orchestrator.Office.Transfers;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Demo.Script;

/// <summary>Transfers between districts, one in each state that people see. Every deed has a command id of its own.</summary>
internal sealed class PlayTransfers(CommandRunner commands, TransferDesk desk, DemoBooks books, IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly DemoPerson Clerk = DemoCity.Person("BB", "BB-JB");
    private static readonly DemoPerson Head = DemoCity.Person("BB", "BB-ZR");

    private static readonly Plan[] Plans =
    [
        new("澄湖区城市管理执法人员转隶望楚区", "D1", "D2", 3, 3, Ending.Confirmed),
        new("麓川区园区管理人员转隶青屿区", "D3", "D4", 2, 3, Ending.None),
        new("楠江市水利站人员转隶临渡区", DemoBooks.Poor, "D5", 2, 2, Ending.None),
        new("柘林区街道空编划转枫浦区", "D6", "D7", 0, 2, Ending.Released),
        new("望楚区市场监管执法人员转隶麓川区", "D2", "D3", 4, 4, Ending.None, Administrative: false),
        new("临渡区退役军人事务人员转隶柘林区", "D5", "D6", 1, 1, Ending.None, ByHead: true),
        new("青屿区交通运输执法人员转隶澄湖区", "D4", "D1", 5, 5, Ending.Confirmed, Administrative: false),
    ];

    private enum Ending
    {
        None,
        Confirmed,
        Released,
    }

    public async Task Play(CancellationToken ct)
    {
        await books.Open(ct);
        var ids = new List<string>();
        foreach (var plan in Plans)
        {
            ids.Add((await Run($"begin:{plan.Title}", plan.ByHead ? Head : Clerk, work => desk.Begin(Written(plan), work), ct)).Id);
        }

        await Answered(ct);
        foreach (var (plan, id) in Plans.Zip(ids))
        {
            if (plan.Ending == Ending.Confirmed)
            {
                await Run($"confirm:{plan.Title}", Head, work => desk.Confirm(id, "楚编发〔2020〕18号", work), ct);
            }
            else if (plan.Ending == Ending.Released)
            {
                await Run($"release:{plan.Title}", Clerk, work => desk.Release(id, "空编由市里统筹使用，不再划转。", work), ct);
            }
        }

        await Answered(ct);
    }

    private TransferPlan Written(Plan plan)
    {
        var people = DemoBooks.People.Where(person => person.UnitId == plan.From && person.Administrative == plan.Administrative).Skip(2).Take(plan.People).Select(person => $"{person.Key}");
        var today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        return new(plan.Title, today, [new(plan.From, plan.To, plan.Administrative ? QuotaType.Administrative : QuotaType.Enforcement, FundingForm.Full, plan.Quotas, [.. people], DocNo: "楚改发〔2020〕7号")], HoldDays: 30);
    }

    private async Task<T> Run<T>(string what, DemoPerson who, Func<UnitOfWork, Task<Outcome<T>>> deed, CancellationToken ct) =>
        (await commands.Run(new CommandHead($"demo:transfer:{what}", "Transfers.Demo", who.Actor(), "transfer"), deed, ct)).Required();

    // The authorities answer by messages. Who does not answer in time is asked again later, demonstration or not.
    private async Task Answered(CancellationToken ct)
    {
        for (var end = TimeProvider.System.GetUtcNow() + Patience; TimeProvider.System.GetUtcNow() < end; await Task.Delay(50, ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<OfficeDb>().TransferLegs.AllAsync(leg => leg.State != LegState.Asked, ct))
            {
                return;
            }
        }
    }

    private sealed record Plan(string Title, string From, string To, int People, int Quotas, Ending Ending, bool Administrative = true, bool ByHead = false);
}
