using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Instances;

/// <summary>
/// The rendezvous of many instances. The barrier's row is locked while one party arrives, leaves or opens it, so every
/// arrival is counted and none passes unseen between the count and the opening.
/// </summary>
internal sealed class BarrierKeeper(UnitOfWork work, IStoreTransaction transaction, InstanceDriver driver, RequestCarrier carrier)
{
    public async Task Arrive(string instanceId, ArriveAtBarrier arrive)
    {
        var barrier = await transaction.LockBarrier(arrive.Key, work.Cancellation);
        barrier = barrier with { Expected = arrive.Expected ?? barrier.Expected, AutoOpen = arrive.AutoOpen || barrier.AutoOpen };
        var passes = barrier.OpenedAt is not null;
        transaction.PutParty(new(arrive.Key, instanceId, arrive.BookmarkId, passes ? PartyStatus.Released : PartyStatus.Waiting, work.Now));
        if (passes)
        {
            driver.Deliver(new Resume(instanceId, new BarrierOpened(arrive.BookmarkId, Payload(barrier))));
            transaction.PutBarrier(barrier);
        }
        else
        {
            await Count(barrier);
        }
    }

    public async Task Leave(string instanceId, string key)
    {
        var barrier = await transaction.LockBarrier(key, work.Cancellation);
        transaction.PutParty(new(key, instanceId, null, PartyStatus.Left, work.Now));
        if (barrier.OpenedAt is null)
        {
            await Count(barrier);
        }
    }

    public async Task Open(string key, object? payload) => await Open(await transaction.LockBarrier(key, work.Cancellation), payload);

    private async Task Open(BarrierRow barrier, object? payload)
    {
        if (barrier.OpenedAt is not null)
        {
            // Those who wait have gone on; who comes from now on gets the newer payload.
            transaction.PutBarrier(payload is null ? barrier : barrier with { Payload = JsonText.Write(payload) });
            return;
        }

        barrier = barrier with { OpenedAt = work.Now, Payload = payload is null ? null : JsonText.Write(payload) };
        transaction.PutBarrier(barrier);
        foreach (var party in await transaction.Parties(barrier.Key, work.Cancellation))
        {
            if (party is { Status: PartyStatus.Waiting, BookmarkId: { } bookmark })
            {
                // Each receiver gets values of its own: instances must not share what they may change.
                driver.Deliver(new Resume(party.InstanceId, new BarrierOpened(bookmark, Payload(barrier))));
                transaction.PutParty(party with { Status = PartyStatus.Released, At = work.Now });
            }
        }
    }

    private async Task Count(BarrierRow barrier)
    {
        var parties = await transaction.Parties(barrier.Key, work.Cancellation);
        var gathered = barrier.Expected is { } expected && parties.Count >= expected;
        if (!gathered || barrier.Gathered)
        {
            transaction.PutBarrier(barrier);
            return;
        }

        barrier = barrier with { Gathered = true };
        transaction.PutBarrier(barrier);
        var summary = JsObject.Of(
            ("key", barrier.Key), ("expected", (double)barrier.Expected!.Value),
            ("waiting", new JsArray(parties.Where(p => p.Status == PartyStatus.Waiting).Select(p => (object?)p.InstanceId))),
            ("left", new JsArray(parties.Where(p => p.Status == PartyStatus.Left).Select(p => (object?)p.InstanceId))));
        await carrier.Publish($"barrier-gathered:{barrier.Key}", null, null, summary);
        if (barrier.AutoOpen)
        {
            await Open(barrier, null);
        }
    }

    private static object? Payload(BarrierRow barrier) => barrier.Payload is null ? null : JsonText.Parse(barrier.Payload);
}
