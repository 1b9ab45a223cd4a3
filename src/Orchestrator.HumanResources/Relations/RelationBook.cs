using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts.People;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Transfers;
using Orchestrator.Runtime;

namespace Orchestrator.HumanResources.Relations;

/// <summary>Contracts and insurances as a transfer reads and changes them, in its transaction.</summary>
internal sealed class RelationBook(HumanResourcesDb db, UnitOfWork work)
{
    public async Task<KnownRelations> Of(IReadOnlyList<string> personKeys)
    {
        var (contracts, insurances) = (await Contracts(personKeys), await Insurances(personKeys));
        return new(
            contracts.ToLookup(row => Key(row.PersonKey)), insurances.ToLookup(row => Key(row.PersonKey)),
            contracts.Count > 0 || await db.Contracts.AnyAsync(work.Cancellation), insurances.Count > 0 || await db.Insurances.AnyAsync(work.Cancellation));
    }

    /// <summary>Whoever has moved takes contract and insurances along: the receiving unit goes on with the one and pays the others.</summary>
    public async Task Carry(IReadOnlyList<PersonLock> moved, DateOnly on, string noticeNo)
    {
        string[] keys = [.. moved.Select(row => row.PersonKey)];
        var contracts = (await Contracts(keys)).ToLookup(row => row.PersonKey);
        var insurances = (await Insurances(keys)).ToLookup(row => row.PersonKey);
        foreach (var one in moved)
        {
            var unit = new KnownUnit(one.ToUnitId, one.ToUnitName);
            foreach (var contract in contracts[one.PersonKey].Where(row => row.UnitId != unit.Id))
            {
                Tell(one, RelationChangeKind.ContractContinued, ContractKinds.Named(contract), new(contract.UnitId, contract.UnitName), on, noticeNo);
                contract.GoOnWith(unit);
            }

            var first = InsuranceKinds.FirstMonth(on);
            foreach (var insurance in insurances[one.PersonKey].Where(row => row.PayerId != unit.Id).OrderBy(row => row.Kind))
            {
                // Whoever is insured from next month on is paid for from then on.
                var from = insurance.PaidFrom > first ? insurance.PaidFrom : first;
                Tell(one, RelationChangeKind.PayerChanged, InsuranceKinds.Terms.Of(insurance.Kind), new(insurance.PayerId, insurance.PayerName), from, noticeNo);
                insurance.PaidBy(unit, from);
            }
        }
    }

    private Task<List<Contract>> Contracts(IReadOnlyList<string> keys) => db.Contracts.Where(row => row.EndedOn == null && keys.Contains(row.PersonKey)).ToListAsync(work.Cancellation);

    private Task<List<Insurance>> Insurances(IReadOnlyList<string> keys) => db.Insurances.Where(row => row.EndedOn == null && keys.Contains(row.PersonKey)).ToListAsync(work.Cancellation);

    private void Tell(PersonLock one, RelationChangeKind kind, string about, KnownUnit from, DateOnly on, string noticeNo) => db.RelationChanges.Add(new()
    {
        PersonKey = one.PersonKey, Kind = kind, About = about, FromUnitId = from.Id, FromUnitName = from.Name, ToUnitId = one.ToUnitId, ToUnitName = one.ToUnitName, HappensOn = on, DocNo = noticeNo, TransferId = one.TransferId,
        ById = work.Actor.Id, ByName = work.Actor.Name, At = work.Now,
    });

    private static PersonKey Key(string written) => PersonKey.TryParse(written, out var key) ? key : throw new InvalidDataException("A row of the register has no person key.");
}
