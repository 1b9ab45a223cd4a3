using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Transfers;
using Orchestrator.HumanResources.Relations;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime.Sagas;

namespace Orchestrator.HumanResources.Transfers;

/// <summary>人社's part in a transfer: people are locked in the register, moved, or unlocked.</summary>
internal sealed class TransferPart(HumanResourcesDb db) : IMessageHandler<LockPeople>, IMessageHandler<MovePeople>, IMessageHandler<UnlockPeople>
{
    public string Name => "human-resources-transfer";

    public async Task<Refusal?> Handle(LockPeople message, UnitOfWork work) =>
        Answer(message.About, TransferStep.Reserve, work, await new HoldBook(db, work).Reserve(message.About.CaseId, new { message.On, message.People }, () => Lock(message, work)));

    public async Task<Refusal?> Handle(MovePeople message, UnitOfWork work) =>
        Answer(message.About, TransferStep.Confirm, work, await new HoldBook(db, work).Confirm(message.About.CaseId, () => Move(message, work)));

    public async Task<Refusal?> Handle(UnlockPeople message, UnitOfWork work) =>
        Answer(message.About, TransferStep.Release, work, await new HoldBook(db, work).Release(message.About.CaseId, async () =>
        {
            foreach (var held in await Held(message.About.CaseId, work))
            {
                held.State = HoldState.Released;
            }
        }));

    private async Task<IReadOnlyList<Finding>> Lock(LockPeople message, UnitOfWork work)
    {
        string[] keys = [.. message.People.Select(person => $"{person.Person}")];
        var known = await db.People.Where(row => keys.Contains(row.PersonKey)).ToDictionaryAsync(row => row.PersonKey, work.Cancellation);
        var held = await db.Locks.Where(row => row.State == HoldState.Held && keys.Contains(row.PersonKey)).Select(row => row.PersonKey).ToListAsync(work.Cancellation);
        var register = message.People.Select(person => person.Person).Distinct().Where(person => known.ContainsKey($"{person}")).ToDictionary(person => person, person => known[$"{person}"]);
        var found = LockRules.Check(
            message, register, await new RelationBook(db, work).Of(keys), message.People.Select(person => person.Person).Where(person => held.Contains($"{person}")).ToHashSet());
        if (found.All(finding => finding.Severity != Severity.Block))
        {
            var names = message.Units.ToDictionary(unit => unit.Id, unit => unit.Name);
            foreach (var person in message.People)
            {
                // Whoever moved him in the meantime is found out at the commit.
                register[person.Person].Revision++;
                db.Locks.Add(new()
                {
                    TransferId = message.About.CaseId, PersonKey = $"{person.Person}", ToUnitId = person.ToUnitId, ToUnitName = names.GetValueOrDefault(person.ToUnitId, person.ToUnitId),
                    Quota = person.Type, Funding = person.Funding, State = HoldState.Held,
                });
            }
        }

        return found;
    }

    private async Task Move(MovePeople message, UnitOfWork work)
    {
        var locks = await Held(message.About.CaseId, work);
        string[] keys = [.. locks.Select(row => row.PersonKey)];
        var people = await db.People.Where(row => keys.Contains(row.PersonKey)).ToDictionaryAsync(row => row.PersonKey, work.Cancellation);
        foreach (var held in locks)
        {
            var person = people[held.PersonKey];
            db.Movements.Add(new()
            {
                TransferId = held.TransferId, PersonKey = held.PersonKey, FromUnitId = person.UnitId, FromUnitName = person.UnitName, ToUnitId = held.ToUnitId, ToUnitName = held.ToUnitName,
                MovedOn = message.On, NoticeNo = message.NoticeNo, At = work.Now,
            });
            (person.UnitId, person.UnitName, person.Quota, person.Funding) = (held.ToUnitId, held.ToUnitName, held.Quota, held.Funding);
            (person.Since, person.Revision, held.State) = (message.On, person.Revision + 1, HoldState.Confirmed);
        }

        await new RelationBook(db, work).Carry(locks, message.On, message.NoticeNo);
    }

    private Task<List<PersonLock>> Held(string transferId, UnitOfWork work) =>
        db.Locks.Where(row => row.TransferId == transferId && row.State == HoldState.Held).ToListAsync(work.Cancellation);

    private static Refusal? Answer(About about, TransferStep step, UnitOfWork work, HoldAnswer answer)
    {
        work.Send(answer.Reply(about, TransferAuthority.HumanResources, step));
        return null;
    }
}
