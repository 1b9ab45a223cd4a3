using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.HumanResources.Terms;
using Orchestrator.HumanResources.Transfers;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Sagas;

namespace Orchestrator.HumanResources.Register;

/// <param name="Number">公民身份号码, masked.</param>
/// <param name="TransferId">The transfer that holds the person; null when nobody does.</param>
public sealed record RegisterPerson(
    string PersonKey, string Name, string Number, DateOnly BirthDate, string UnitId, string UnitName, string QuotaLabel, string FundingLabel, string IdentityLabel, string? TransferId);

public sealed record PeoplePage(IReadOnlyList<RegisterPerson> Items, int Total, int Page, int Size);

public sealed record MovementView(string TransferId, string FromUnitName, string ToUnitName, DateOnly MovedOn, string NoticeNo, DateTimeOffset At);

/// <summary>The real-name register as people read it: with names, and never with a whole number.</summary>
internal sealed class PeopleQueries(HumanResourcesDb db)
{
    private const int LongestPage = 200;

    /// <param name="name">A part of it.</param>
    public async Task<PeoplePage> List(string unitId, string? name, int page, int size, CancellationToken ct)
    {
        (page, size) = (Math.Clamp(page, 1, 100_000), Math.Clamp(size, 1, LongestPage));
        var found = db.People.AsNoTracking().Where(row => row.UnitId == unitId);
        found = name is null ? found : found.Where(row => row.Name.Contains(name));
        var rows = await found.OrderBy(row => row.Name).ThenBy(row => row.PersonKey).Skip((page - 1) * size).Take(size).ToListAsync(ct);
        return new(await Views(rows, ct), await found.CountAsync(ct), page, size);
    }

    /// <summary>In the order of the keys; unknown ones are left out.</summary>
    public async Task<IReadOnlyList<RegisterPerson>> Find(IReadOnlyList<string> keys, CancellationToken ct)
    {
        var rows = await db.People.AsNoTracking().Where(row => keys.Contains(row.PersonKey)).ToDictionaryAsync(row => row.PersonKey, ct);
        return await Views([.. keys.Distinct().Select(rows.GetValueOrDefault).OfType<PersonRow>()], ct);
    }

    public async Task<IReadOnlyList<MovementView>> Movements(string key, CancellationToken ct) =>
        [.. (await db.Movements.AsNoTracking().Where(row => row.PersonKey == key).ToListAsync(ct)).OrderByDescending(row => row.At)
            .Select(row => new MovementView(row.TransferId, row.FromUnitName, row.ToUnitName, row.MovedOn, row.NoticeNo, row.At))];

    private async Task<IReadOnlyList<RegisterPerson>> Views(IReadOnlyList<PersonRow> rows, CancellationToken ct)
    {
        string[] keys = [.. rows.Select(row => row.PersonKey)];
        var held = await db.Locks.AsNoTracking().Where(row => row.State == HoldState.Held && keys.Contains(row.PersonKey)).ToDictionaryAsync(row => row.PersonKey, row => row.TransferId, ct);
        return
        [
            .. rows.Select(row => new RegisterPerson(
                row.PersonKey, row.Name, IdentityNumber.Mask(row.CitizenNumber), row.BirthDate, row.UnitId, row.UnitName, row.Quota.Label(), row.Funding.Label(),
                Vocabulary.Identities.Of(row.Identity), held.GetValueOrDefault(row.PersonKey))),
        ];
    }
}
