using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Calendar;
using Orchestrator.Runtime.Sagas;

namespace Orchestrator.HumanResources.Relations;

/// <param name="EndsOn">Last day; null for 无固定期限.</param>
/// <param name="HasRunOut">Past its last day, and nobody renewed or ended it.</param>
public sealed record ContractView(string Number, ContractKind Kind, string UnitName, DateOnly StartsOn, DateOnly? EndsOn, DateOnly? EndedOn, bool HasRunOut);

/// <param name="PaidFrom">First day of the first month for which this unit pays.</param>
/// <param name="IsElsewhere">Another unit than the person's pays (M4).</param>
public sealed record InsuranceView(InsuranceKind Kind, string PayerName, DateOnly StartsOn, DateOnly PaidFrom, DateOnly? EndedOn, bool IsElsewhere);

public sealed record RelationChangeView(RelationChangeKind Kind, string About, string? FromUnitName, string? ToUnitName, DateOnly On, string? DocNo, string? TransferId, string ByName, DateTimeOffset At);

/// <summary>Contracts and insurances of one person, latest first.</summary>
/// <param name="TransferId">The transfer that holds the person: nothing changes meanwhile.</param>
/// <param name="NeedsContract">He cannot serve without one.</param>
/// <param name="ContractKinds">What he can sign; nothing where people are appointed.</param>
/// <param name="MayChange">The reader keeps this book.</param>
public sealed record PersonRelations(
    string PersonKey, string Name, string UnitName, string? TransferId, bool NeedsContract, IReadOnlyList<ContractKind> ContractKinds, bool MayChange, IReadOnlyList<ContractView> Contracts, IReadOnlyList<InsuranceView> Insurances,
    IReadOnlyList<RelationChangeView> Changes);

internal sealed class RelationQueries(HumanResourcesDb db)
{
    public async Task<PersonRelations?> Of(string personKey, bool mayChange, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(row => row.PersonKey == personKey, ct) is not { } person)
        {
            return null;
        }

        var today = WorkingCalendar.National.LocalDate(now);
        var contracts = await db.Contracts.AsNoTracking().Where(row => row.PersonKey == personKey).ToListAsync(ct);
        var insurances = await db.Insurances.AsNoTracking().Where(row => row.PersonKey == personKey).ToListAsync(ct);
        var changes = await db.RelationChanges.AsNoTracking().Where(row => row.PersonKey == personKey).OrderByDescending(row => row.Id).ToListAsync(ct);
        var held = await db.Locks.Where(row => row.PersonKey == personKey && row.State == HoldState.Held).Select(row => row.TransferId).FirstOrDefaultAsync(ct);
        return new(
            personKey, person.Name, person.UnitName, held, person.Identity.NeedsContract(), Relations.ContractKinds.Of(person.Identity), mayChange,
            [.. contracts.OrderByDescending(row => row.EndedOn is null).ThenByDescending(row => row.StartsOn)
                .Select(row => new ContractView(row.Number, row.Kind, row.UnitName, row.StartsOn, row.EndsOn, row.EndedOn, row.HasRunOut(today)))],
            [.. insurances.OrderByDescending(row => row.EndedOn is null).ThenBy(row => row.Kind).ThenByDescending(row => row.StartsOn)
                .Select(row => new InsuranceView(row.Kind, row.PayerName, row.StartsOn, row.PaidFrom, row.EndedOn, row.EndedOn is null && row.PayerId != person.UnitId))],
            [.. changes.Select(row => new RelationChangeView(row.Kind, row.About, row.FromUnitName, row.ToUnitName, row.HappensOn, row.DocNo, row.TransferId, row.ByName, row.At))]);
    }
}
