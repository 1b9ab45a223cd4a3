using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Correspondence;
using Orchestrator.Office.Supervisions;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

public enum CaseReading
{
    None,

    /// <summary>What happened when, no text and no opinions: auditors.</summary>
    History,

    /// <summary>Everything but opinions that the submitting unit does not see yet: who got a copy, or signs or was asked beside
    /// those who work on it, sees no more than the least of those who could have asked him.</summary>
    Copied,
    Full,
}

/// <summary>Who may read which case. Every read of case rows goes through this filter; it runs in the database.</summary>
public static class CaseAccess
{
    private static readonly string[] CityWide = ["BB-SH", "BB-ZR", "ZB", "LD", "DC"];
    private static readonly string[] Administrators = ["SA", "SE", "AU"];

    /// <summary>The cases whose content the actor may read: those of <see cref="WorkedOnBy"/>, and those of which he got a
    /// copy or, by name, a task, or is told that they are supervised (督办).</summary>
    public static IQueryable<CaseRow> ReadableBy(this IQueryable<CaseRow> cases, OfficeDb db, Actor actor)
    {
        if (actor.HasAny(CityWide) || actor.HasAny(Administrators))
        {
            return cases.WorkedOnBy(db, actor);
        }

        var me = actor.Id;
        var worked = cases.WorkedOnBy(db, actor);
        var told = db.Supervisions.Where(SupervisionRights.ToldTo(actor));
        return cases.Where(row => worked.Any(one => one.Id == row.Id) || db.Copies.Any(copy => copy.RootId == row.Id && copy.PersonId == me && copy.State != CopyState.TakenBack)
            || db.CasePersons.Any(one => one.CaseId == row.Id && one.PersonId == me)
            || told.Any(one => one.RootId == row.Id));
    }

    /// <summary>Everything for the city's leading roles; else the cases of the own unit, those on which a task of the own unit
    /// and role is or was open, and for the secretary of meetings those that are ready for the meeting.</summary>
    private static IQueryable<CaseRow> WorkedOnBy(this IQueryable<CaseRow> cases, OfficeDb db, Actor actor)
    {
        if (actor.HasAny(CityWide))
        {
            return cases;
        }

        string[] roles = [.. actor.Roles.Except(Administrators)];
        var unit = actor.UnitId;
        if (unit is null || roles.Length == 0)
        {
            return cases.Where(row => false);
        }

        var secretary = actor.Has("MS");
        var ready = CaseStage.FromReadyForMeeting.ToArray();
        return cases.Where(row => row.UnitId == unit
            || (secretary && ready.Contains(row.Stage))
            || db.CaseParticipants.Any(participant => participant.CaseId == row.Id && participant.UnitId == unit && (participant.Role == "" || roles.Contains(participant.Role))));
    }

    /// <summary>As <see cref="ReadableBy"/>, and every case for auditors: for lists that show no content.</summary>
    public static IQueryable<CaseRow> ListedFor(this IQueryable<CaseRow> cases, OfficeDb db, Actor actor) =>
        actor.Has("AU") ? cases : cases.ReadableBy(db, actor);

    /// <summary>The case and how far the actor may read it; null when the actor may not know of it.</summary>
    public static async Task<(CaseRow Row, CaseReading Reading)?> Open(OfficeDb db, string caseId, Actor actor, CancellationToken ct)
    {
        var one = db.Cases.AsNoTracking().Where(row => row.Id == caseId);
        if (await one.WorkedOnBy(db, actor).FirstOrDefaultAsync(ct) is { } row)
        {
            return (row, CaseReading.Full);
        }

        if (await one.ReadableBy(db, actor).FirstOrDefaultAsync(ct) is { } copied)
        {
            return (copied, CaseReading.Copied);
        }

        return actor.Has("AU") && await one.FirstOrDefaultAsync(ct) is { } seen ? (seen, CaseReading.History) : null;
    }

    /// <summary>The submitting unit sees the opinions of a round when the round has been returned to it, not before.</summary>
    public static bool SeesOpinionsOf(CaseRow row, int round, Actor actor, CaseReading reading)
    {
        var onlySubmits = reading == CaseReading.Copied || (actor.UnitId == row.UnitId && !actor.HasAny(CityWide));
        return !onlySubmits || round < row.Round || row.Stage is CaseStage.Returned or CaseStage.Revising || CaseStage.FromReadyForMeeting.Contains(row.Stage);
    }

    public static Refusal Unknown(string caseId) => Refusal.NotFound("case.unknown", $"没有编号为“{caseId}”的事项，或您无权查看。");
}
