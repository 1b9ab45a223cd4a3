using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Host.Identity;
using Orchestrator.Host.Proxies;
using Orchestrator.Office;
using Orchestrator.Office.Correspondence;
using Orchestrator.Runtime;

namespace Orchestrator.Host.HandOvers;

/// <summary>What somebody who leaves (离职、调离) has by name, and how it becomes somebody else's.</summary>
public sealed class HandOverDesk(IdentityDb db, OfficeDb office, InterventionQueries interventions, TaskQueries tasks, BatchQueries batches, UnitNames units, TimeProvider clock)
{
    /// <param name="toId">Null as long as nobody is chosen.</param>
    public async Task<Outcome<HandOverDocument>> Preview(string leaverId, string? toId, Actor actor, CancellationToken ct)
    {
        var leaver = await Find(db, leaverId, ct);
        if (HandOverRules.CheckLeaver(leaver) is { } no)
        {
            return no;
        }

        var receiver = toId is null ? null : await Find(db, toId, ct);
        if (toId is not null && HandOverRules.CheckReceiver(leaver!, receiver) is { } unfit)
        {
            return unfit;
        }

        var named = await interventions.PreviewHandOver(leaverId, receiver is null ? null : Colleague(receiver), actor, ct);
        var person = new Actor(leaver!.Id, leaver.Name, leaver.UnitId, null, leaver.Roles.Select(role => role.Role).ToFrozenSet(StringComparer.Ordinal));
        var all = (await tasks.List(new(Size: 1), person, ct)).Counts.Todo;
        var today = ProxyRules.Day(ProxyBook.Today(clock.GetUtcNow()));
        var proxies = await db.Proxies.AsNoTracking().Where(proxy => proxy.EndedAt == null && (proxy.PrincipalId == leaverId || proxy.DeputyId == leaverId)).ToListAsync(ct);
        var running = (await batches.List(1, 200, ct)).Items.FirstOrDefault(batch => batch.Batch.FinishedAt is null && batch.Batch.HandOver?.FromId == leaverId);
        return new HandOverDocument(
            leaver.Name, leaver.UnitId, await units.Find(leaver.UnitId, ct),
            [.. named.Select(one => new HandOverItem(one.Task.Id, one.Task.Title, one.Task.InstanceName ?? one.Task.RootId, one.Task.RootId, one.Task.DueAt, one.SetAside, one.Refusal is null, one.Refusal?.Message))],
            all - named.Count(one => !one.SetAside && one.Task.MayDecide(person)),
            await office.AskedPersons.CountAsync(asked => asked.PersonId == leaverId && asked.State == AskedState.Open, ct),
            proxies.Count(proxy => proxy.StateOn(today) != ProxyState.Ended), running?.Batch.Id);
    }

    /// <summary>Ends the proxies from and to the person and begins to give away his tasks, inside a command.</summary>
    public async Task<Outcome<HandOverBegun>> Begin(string leaverId, string toId, string reason, BatchOperations operations, UnitOfWork work)
    {
        var accounts = work.Db<IdentityDb>();
        // Two hand-overs of one person at once: the second waits here and sees the first.
        await accounts.Accounts.Where(account => account.Id == leaverId).ExecuteUpdateAsync(set => set.SetProperty(account => account.Stamp, account => account.Stamp), work.Cancellation);
        var (leaver, receiver) = (await Find(accounts, leaverId, work.Cancellation), await Find(accounts, toId, work.Cancellation));
        if (HandOverRules.CheckLeaver(leaver) is { } no)
        {
            return no;
        }

        if (HandOverRules.CheckReceiver(leaver!, receiver) is { } unfit)
        {
            return unfit;
        }

        var named = await interventions.PreviewHandOver(leaverId, Colleague(receiver!), work.Actor, work.Cancellation);
        var begun = await operations.StartHandOver(new(leaverId, leaver!.Name, toId, receiver!.Name), reason, [.. named.Select(one => one.Task)], work);
        if (begun.Refusal is { } refusal && refusal.Code != "batch.nothing")
        {
            return refusal;
        }

        var ended = await new ProxyBook(work).EndAllOf(leaverId, reason);
        return begun.Refusal is { } nothing && ended == 0 ? nothing : new HandOverBegun(begun.Value?.Batch.Id, named.Count, ended);
    }

    private static Colleague Colleague(Account account) => new(account.Id, account.Name, [.. account.Roles.Select(role => role.Role)], account.UnitId);

    private static Task<Account?> Find(IdentityDb db, string id, CancellationToken ct) =>
        db.Accounts.Include(account => account.Roles).AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, ct);
}
