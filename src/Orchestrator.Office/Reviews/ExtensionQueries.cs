using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

public sealed record ExtensionView(
    string Id, string CaseId, string CaseTitle, string TaskId, string Step, int Round, string UnitId, string UnitName, int Days, string Reason, string RequestedByName,
    DateTimeOffset RequestedAt, DateTimeOffset DueAt, DateTimeOffset NewDueAt, [EnumDataType(typeof(RequestState))] string Status, string? DecidedByName, DateTimeOffset? DecidedAt, string? Comment);

public static class ExtensionQueries
{
    public static async Task<IReadOnlyList<ExtensionView>> List(OfficeDb db, Actor actor, string? status, CancellationToken ct)
    {
        RequestState? wanted = Enum.TryParse<RequestState>(status, out var state) ? state : null;
        var mine = db.Cases.AsNoTracking().ReadableBy(db, actor);
        var found = await db.ExtensionRequests.AsNoTracking().Where(request => wanted == null || request.State == wanted)
            .Join(mine, request => request.CaseId, row => row.Id, (request, row) => new { request, row.Title })
            .OrderByDescending(pair => pair.request.RequestedAt).Take(500).ToListAsync(ct);
        var names = await db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name, ct);
        return
        [
            .. found.Select(pair => new ExtensionView(
                pair.request.Id, pair.request.CaseId, pair.Title, pair.request.TaskId, pair.request.Step, pair.request.Round, pair.request.UnitId,
                names.GetValueOrDefault(pair.request.UnitId, pair.request.UnitId), pair.request.Days, pair.request.Reason, pair.request.RequestedBy, pair.request.RequestedAt,
                pair.request.DueBefore, pair.request.DueAfter, pair.request.State.ToString(), pair.request.DecidedBy, pair.request.DecidedAt, pair.request.Comment)),
        ];
    }
}
