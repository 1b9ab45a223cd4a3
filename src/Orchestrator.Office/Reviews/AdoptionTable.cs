using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>The statistics line: opinions, not rows, are counted, so that the parts always add up to the total.</summary>
public sealed record AdoptionStatistics(int Total, int Adopted, int Partial, int Rejected, int Coordinate)
{
    public string Line => $"共收到意见{Total}条，采纳{Adopted}条，部分采纳{Partial}条，不采纳{Rejected}条，转协调{Coordinate}条";

    public static AdoptionStatistics Of(IEnumerable<(Disposition Disposition, int Opinions)> rows)
    {
        var counts = rows.GroupBy(row => row.Disposition).ToDictionary(group => group.Key, group => group.Sum(row => row.Opinions));
        int Count(Disposition disposition) => counts.GetValueOrDefault(disposition);
        return new AdoptionStatistics(counts.Values.Sum(), Count(Disposition.Adopt), Count(Disposition.Partial), Count(Disposition.Reject), Count(Disposition.Coordinate));
    }
}

/// <summary>A row of 意见采纳情况表 with its fourteen columns (<paramref name="Original"/> to <paramref name="Status"/> in the order of the form).</summary>
public sealed record AdoptionRow(
    string Id, int Round, int No, string Document, string? Version, string Location, IReadOnlyList<string> Units, [EnumDataType(typeof(OpinionCategory))] string Category, [EnumDataType(typeof(OpinionSeverity))] string Severity, bool Must,
    string? Original, string? Proposed, string? Reason, string? Basis, [EnumDataType(typeof(Disposition))] string Disposition, string? DispositionReason, string? Reply, string? ReplyReason,
    string? RevisedText, string? Confirmation, [EnumDataType(typeof(ItemState))] string Status, string StatusName, string? Settled, string? SettledText, IReadOnlyList<string> OpinionIds);

public sealed record AdoptionTable(int Round, IReadOnlyList<AdoptionRow> Rows, AdoptionStatistics Statistics)
{
    /// <summary>The table of one round, or of all rounds.</summary>
    public static async Task<AdoptionTable> Read(OfficeDb db, CaseRow row, int? round, CancellationToken ct)
    {
        var items = await db.AdoptionItems.Where(item => item.CaseId == row.Id && (round == null || item.Round == round))
            .OrderBy(item => item.Round).ThenBy(item => item.Number).ToListAsync(ct);
        var opinions = await db.Opinions.Where(opinion => opinion.CaseId == row.Id && opinion.ItemId != null && (round == null || opinion.Round == round)).ToListAsync(ct);
        var confirmations = await db.Confirmations.Where(confirmation => confirmation.CaseId == row.Id).ToListAsync(ct);
        var byItem = opinions.ToLookup(opinion => opinion.ItemId);
        var byConfirmed = confirmations.ToLookup(confirmation => confirmation.ItemId);
        AdoptionRow[] rows = [.. items.Select((item, at) => Row(row, item, at + 1, [.. byItem[item.Id].OrderBy(opinion => opinion.UnitId)], [.. byConfirmed[item.Id]]))];
        return new AdoptionTable(round ?? 0, rows, AdoptionStatistics.Of(items.Select(item => (item.Disposition, byItem[item.Id].Count()))));
    }

    /// <summary>The table as the actor may see it; null when the actor may not read the case's content.</summary>
    public static async Task<AdoptionTable?> Shown(string caseId, int? round, OfficeDb db, Actor actor, CancellationToken ct) =>
        await CaseAccess.Open(db, caseId, actor, ct) is (var row, var reading) && reading != CaseReading.History
            ? (await Read(db, row, round, ct)).Only(shown => CaseAccess.SeesOpinionsOf(row, shown, actor, reading))
            : null;

    /// <summary>The statistics of one round; null when the table has no row of it.</summary>
    public AdoptionStatistics? OfRound(int round)
    {
        AdoptionRow[] rows = [.. Rows.Where(row => row.Round == round)];
        return rows.Length == 0 ? null : AdoptionStatistics.Of(rows.Select(row => (Enum.Parse<Disposition>(row.Disposition), row.OpinionIds.Count)));
    }

    /// <summary>The table without the rounds that the reader may not see yet; the statistics follow.</summary>
    public AdoptionTable Only(Func<int, bool> round)
    {
        AdoptionRow[] shown = [.. Rows.Where(row => round(row.Round))];
        return shown.Length == Rows.Count
            ? this
            : new AdoptionTable(Round, shown, AdoptionStatistics.Of(shown.Select(row => (Enum.Parse<Disposition>(row.Disposition), row.OpinionIds.Count))));
    }

    public static async Task<AdoptionStatistics> Count(OfficeDb db, string caseId, int round, CancellationToken ct)
    {
        var counted = await db.Opinions.Where(opinion => opinion.CaseId == caseId && opinion.Round == round && opinion.ItemId != null)
            .Join(db.AdoptionItems, opinion => opinion.ItemId, item => item.Id, (opinion, item) => item.Disposition)
            .GroupBy(disposition => disposition).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        return AdoptionStatistics.Of(counted.Select(count => (count.Key, count.Count)));
    }

    private static AdoptionRow Row(CaseRow row, AdoptionItem item, int no, IReadOnlyList<OpinionRow> opinions, IReadOnlyList<Confirmation> confirmations) => new(
        item.Id, item.Round, no, row.Title, item.Version, item.Location, [.. opinions.Select(opinion => opinion.UnitName).Distinct()],
        opinions.Count == 0 ? "" : opinions[0].Category.ToString(), (item.Must ? OpinionSeverity.Must : OpinionSeverity.Suggest).ToString(), item.Must,
        item.Original, item.Proposed, item.Reason, Joined(opinions.Select(opinion => opinion.Basis)), item.Disposition.ToString(), item.DispositionReason,
        item.Reply?.ToString(), item.ReplyReason, item.RevisedText,
        confirmations.Count == 0 ? null : string.Join("；", confirmations.Select(confirmation => confirmations.Count == 1 ? confirmation.Stance.Zh() : $"{confirmation.UnitName}：{confirmation.Stance.Zh()}")),
        item.State.ToString(), item.State.Zh(), item.Settled?.ToString(), item.SettledText, [.. opinions.Select(opinion => opinion.Id)]);

    private static string? Joined(IEnumerable<string?> texts) =>
        string.Join("；", texts.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct()) is { Length: > 0 } joined ? joined : null;
}
