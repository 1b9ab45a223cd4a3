using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Office;
using Orchestrator.Office.Transfers;
using Orchestrator.Runtime;

namespace Orchestrator.Stores.Transfers;

/// <summary>The office's own desk, without a network.</summary>
internal sealed class DeskCounter(IServiceProvider office) : ITransferCounter
{
    private static readonly Actor Clerk = Office.OfficeBench.Person("BB", "BB-JB");
    private static readonly Actor Head = Office.OfficeBench.Person("BB", "BB-ZR");

    public async Task<string> Begin(TransferPlan plan) => (await Run(work => Desk.Begin(plan, work), Clerk)).Required().Id;

    public async Task<IReadOnlyList<OpenTransfer>> Open()
    {
        await using var scope = office.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OfficeDb>();
        var open = await db.Transfers.AsNoTracking().Where(row => row.Status != TransferStatus.Done && row.Status != TransferStatus.Released).ToListAsync();
        var refused = (await db.TransferLegs.AsNoTracking().Where(leg => leg.State == LegState.Refused).ToListAsync()).ToLookup(leg => leg.TransferId, leg => leg.Authority);
        return [.. open.Select(row => new OpenTransfer(row.Id, row.Status, [.. refused[row.Id]]))];
    }

    public Task Confirm(string id, string noticeNo) => Run(work => Desk.Confirm(id, noticeNo, work), Head);

    public Task Release(string id, string reason) => Run(work => Desk.Release(id, reason, work), Clerk);

    public Task Retry(string id, TransferAuthority authority) => Run(work => Desk.Retry(id, authority, work), Clerk);

    private TransferDesk Desk => office.GetRequiredService<TransferDesk>();

    private Task<Outcome<T>> Run<T>(Func<UnitOfWork, Task<Outcome<T>>> body, Actor actor) => office.GetRequiredService<CommandRunner>().Run(new CommandHead(Guid.NewGuid().ToString(), "Test", actor), body);
}
