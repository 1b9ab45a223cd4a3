using Microsoft.EntityFrameworkCore;

namespace Orchestrator.Office.Reviews;

/// <summary>Gathers what the rules of consolidation need to know of a round. Only signed opinions count.</summary>
public static class RoundReader
{
    public static async Task<RoundToConsolidate> Read(OfficeDb db, CaseRow row, int round, CancellationToken ct)
    {
        var reviews = await db.Reviews.Where(review => review.CaseId == row.Id && review.Round == round).ToListAsync(ct);
        var results = reviews.ToDictionary(review => review.UnitId, review => review.Result ?? ReviewResult.NoObjection);
        var opinions = await db.Opinions.Where(opinion => opinion.CaseId == row.Id && opinion.Round == round && opinion.SignedAt != null)
            .OrderBy(opinion => opinion.UnitId).ThenBy(opinion => opinion.Number).ToListAsync(ct);
        var items = await db.AdoptionItems.Where(item => item.CaseId == row.Id).ToListAsync(ct);
        Opinion[] read = [.. opinions.Select(opinion => new Opinion(
            opinion.Id, opinion.UnitId, opinion.UnitName, opinion.Category, opinion.Location, opinion.Original, opinion.Proposed, opinion.Reason, opinion.Basis,
            opinion.Severity, results.GetValueOrDefault(opinion.UnitId)))];
        Objection[] objections = [.. reviews.Where(review => review.Result == ReviewResult.Object).Select(review => new Objection(review.UnitId, review.UnitName))];
        var settled = items.Where(item => item.IsSettled).Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        return new RoundToConsolidate(
            round, row.Rounds, row.MaxRounds, read,
            ConflictDetection.Find(read, objections, await Rejected(db, row.Id, round, items, ct)),
            opinions.Where(opinion => opinion.ItemId is { } item && settled.Contains(item)).Select(opinion => opinion.Id).ToHashSet(StringComparer.Ordinal),
            settled);
    }

    private static async Task<IReadOnlyList<RejectedItem>> Rejected(OfficeDb db, string caseId, int round, List<AdoptionItem> items, CancellationToken ct)
    {
        var confirmations = await db.Confirmations.Where(confirmation => confirmation.CaseId == caseId).ToListAsync(ct);
        return
        [
            .. items.Where(item => item.Round < round && item.Reply == Disposition.Reject).Select(item => new RejectedItem(
                item.Id, item.Location, item.Must,
                [.. confirmations.Where(confirmation => confirmation.ItemId == item.Id).Select(confirmation => (confirmation.UnitId, confirmation.UnitName, confirmation.Stance))])),
        ];
    }
}
