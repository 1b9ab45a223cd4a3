using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

public sealed record CopyView(
    string PersonId, string PersonName, string? UnitName, [EnumDataType(typeof(CopyState))] string State, DateTimeOffset? ReadAt, string? Opinion, DateTimeOffset? OpinionAt);

/// <param name="Mine">My copy; null when I am the sender.</param>
/// <param name="Read">How many have read, of those it was not taken back from (<paramref name="Receivers"/>).</param>
public sealed record CircularView(
    string Id, string CaseId, string FlowTitle, string SenderName, string? SenderUnitName, string? Remark, DateTimeOffset SentAt, DateTimeOffset? RemindedAt,
    CopyView? Mine, int Read, int Receivers);

/// <param name="Unread">Copies that I have not opened.</param>
/// <param name="Sent">Circulars of mine that somebody has not opened.</param>
public sealed record CopyCounts(int Unread, int Sent);

public sealed record CircularPage(IReadOnlyList<CircularView> Items, int Total, int Page, int Size, CopyCounts Counts);

public sealed record CurrentStep(string TaskId, string Title, string Step);

/// <param name="Copies">All of them for the sender, nobody else's for a receiver.</param>
/// <param name="IsCase">The flow has a case page.</param>
/// <param name="Current">The open tasks of the flow.</param>
public sealed record CircularDetail(CircularView Circular, bool Sender, IReadOnlyList<CopyView> Copies, bool IsCase, IReadOnlyList<CurrentStep> Current);

public static class CopyQueries
{
    /// <summary>Unread ones first (sent: those that somebody has not read), each part the newest first.</summary>
    public static async Task<CircularPage> List(bool sent, bool unreadOnly, string? text, int page, int size, OfficeDb db, Actor actor, CancellationToken ct)
    {
        (page, size) = (Math.Clamp(page, 1, 100_000), Math.Clamp(size, 1, 200));
        var me = actor.Id;
        var mine = db.Copies.Where(copy => copy.PersonId == me && copy.State != CopyState.TakenBack);
        var unread = sent ? db.Copies.Where(copy => copy.State == CopyState.Unread) : mine.Where(copy => copy.State == CopyState.Unread);
        var circulars = db.Circulars.AsNoTracking().Where(one => sent ? one.SenderId == me : mine.Any(copy => copy.CircularId == one.Id));
        if (!string.IsNullOrWhiteSpace(text))
        {
            var part = text.Trim();
            circulars = circulars.Where(one => one.FlowTitle.Contains(part) || one.SenderName.Contains(part) || one.Remark!.Contains(part));
        }

        if (unreadOnly)
        {
            circulars = circulars.Where(one => unread.Any(copy => copy.CircularId == one.Id));
        }

        var rows = await circulars.OrderByDescending(one => unread.Any(copy => copy.CircularId == one.Id)).ThenByDescending(one => one.SentAt).ThenBy(one => one.Id)
            .Skip((page - 1) * size).Take(size).ToListAsync(ct);
        return new(await Views(rows, db, me, ct), await circulars.CountAsync(ct), page, size, await Counts(db, me, ct));
    }

    /// <summary>Null for whoever neither sent nor received it.</summary>
    public static async Task<CircularDetail?> Find(string id, OfficeDb db, TaskQueries tasks, Actor actor, CancellationToken ct)
    {
        if (await db.Circulars.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, ct) is not { } circular)
        {
            return null;
        }

        var sender = circular.SenderId == actor.Id;
        var copies = await db.Copies.AsNoTracking().Where(copy => copy.CircularId == id && (sender || copy.PersonId == actor.Id)).OrderBy(copy => copy.UnitName).ThenBy(copy => copy.PersonName).ToListAsync(ct);
        if (!sender && !copies.Exists(copy => copy.State != CopyState.TakenBack))
        {
            return null;
        }

        var open = await tasks.OfCase(circular.RootId, openOnly: true, ct);
        return new(
            (await Views([circular], db, actor.Id, ct))[0], sender, [.. copies.Select(View)], await db.Cases.AnyAsync(row => row.Id == circular.RootId, ct),
            [.. open.Select(task => new CurrentStep(task.Id, task.Title, task.Step))]);
    }

    private static async Task<CopyCounts> Counts(OfficeDb db, string me, CancellationToken ct) => new(
        await db.Copies.CountAsync(copy => copy.PersonId == me && copy.State == CopyState.Unread, ct),
        await db.Circulars.CountAsync(one => one.SenderId == me && db.Copies.Any(copy => copy.CircularId == one.Id && copy.State == CopyState.Unread), ct));

    private static async Task<IReadOnlyList<CircularView>> Views(IReadOnlyList<Circular> circulars, OfficeDb db, string me, CancellationToken ct)
    {
        string[] ids = [.. circulars.Select(one => one.Id)];
        var mine = (await db.Copies.AsNoTracking().Where(copy => copy.PersonId == me && ids.Contains(copy.CircularId)).ToListAsync(ct)).ToDictionary(copy => copy.CircularId);
        var counts = (await db.Copies.Where(copy => ids.Contains(copy.CircularId) && copy.State != CopyState.TakenBack).GroupBy(copy => new { copy.CircularId, copy.State })
            .Select(group => new { group.Key.CircularId, group.Key.State, Count = group.Count() }).ToListAsync(ct)).ToLookup(group => group.CircularId);
        return
        [
            .. circulars.Select(one => new CircularView(
                one.Id, one.RootId, one.FlowTitle, one.SenderName, one.SenderUnitName, one.Remark, one.SentAt, one.RemindedAt,
                mine.TryGetValue(one.Id, out var copy) ? View(copy) : null,
                counts[one.Id].Where(group => group.State == CopyState.Read).Sum(group => group.Count), counts[one.Id].Sum(group => group.Count))),
        ];
    }

    private static CopyView View(Copy copy) => new(copy.PersonId, copy.PersonName, copy.UnitName, copy.State.ToString(), copy.ReadAt, copy.Opinion, copy.OpinionAt);
}
