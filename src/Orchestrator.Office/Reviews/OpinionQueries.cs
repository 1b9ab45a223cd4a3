using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

public sealed record OpinionView(
    string Id, int Round, int Number, string? Version, string UnitId, string UnitName, string? PersonName, string? SignedByName, [EnumDataType(typeof(ReviewResult))] string? Result, [EnumDataType(typeof(OpinionCategory))] string Category, string Location,
    string? Original, string? Proposed, string Reason, string? Basis, [EnumDataType(typeof(OpinionSeverity))] string Severity, DateTimeOffset SubmittedAt, DateTimeOffset? SignedAt, string? ItemId, [EnumDataType(typeof(Disposition))] string? Disposition);

public sealed record ReviewerResult(
    int Round, string UnitId, string UnitName, bool Mandatory,
    [AllowedValues("Pending", "NoObjection", "WithOpinions", "Object", "Recuse", "FormSilence")] string Result, [EnumDataType(typeof(ReviewState))] string State, string? PersonName, string? SignedByName, DateTimeOffset? At, string? Comment);

public sealed record ConflictView([EnumDataType(typeof(ConflictKind))] string Kind, string Location, IReadOnlyList<string> OpinionIds, IReadOnlyList<string> UnitIds, string? ItemId, string Message, bool Settled);

public sealed record DisputeStepView(int Number, string Level, string Outcome, string Minutes, string? Attendees, string PersonName, DateTimeOffset At);

public sealed record DisputeView(string Id, int Round, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? ClosedLevel, IReadOnlyList<string> ItemIds, IReadOnlyList<DisputeStepView> Steps);

/// <summary>Everything said about a case. <paramref name="Proposal"/> is how the current round could be consolidated;
/// <paramref name="ToConfirm"/> are rows whose answer the reader's unit has still to accept; <paramref name="ToAnswer"/> the
/// rows that the submitting unit has to answer now.</summary>
public sealed record OpinionBook(
    IReadOnlyList<OpinionView> Opinions, IReadOnlyList<ReviewerResult> Results, IReadOnlyList<ConflictView> Conflicts, IReadOnlyList<IReadOnlyList<string>> Duplicates,
    IReadOnlyList<ProposedItem> Proposal, IReadOnlyList<string> ToConfirm, IReadOnlyList<string> ToAnswer, IReadOnlyList<DisputeView> Disputes);

public static class OpinionQueries
{
    /// <summary>Unsigned opinions are shown to their own unit only; the submitting unit sees a round when it is returned.</summary>
    public static async Task<OpinionBook?> Book(string caseId, OfficeDb db, Actor actor, CancellationToken ct)
    {
        if (await CaseAccess.Open(db, caseId, actor, ct) is not (var row, var reading) || reading == CaseReading.History)
        {
            return null;
        }

        var opinions = await db.Opinions.AsNoTracking().Where(opinion => opinion.CaseId == caseId).OrderBy(opinion => opinion.Round).ThenBy(opinion => opinion.UnitId).ThenBy(opinion => opinion.Number).ToListAsync(ct);
        var reviews = await db.Reviews.AsNoTracking().Where(review => review.CaseId == caseId).OrderBy(review => review.Round).ThenBy(review => review.UnitId).ToListAsync(ct);
        var dispositions = await db.AdoptionItems.AsNoTracking().Where(item => item.CaseId == caseId).ToDictionaryAsync(item => item.Id, item => item.Disposition.ToString(), ct);
        var byUnit = reviews.ToDictionary(review => (review.Round, review.UnitId));
        var office = actor.HasAny("BB-JB", "BB-SH", "BB-ZR", "ZB", "LD");
        var round = office && row.Stage is CaseStage.Consolidating or CaseStage.Coordinating ? await RoundReader.Read(db, row, row.Round, ct) : null;
        var proposal = round is null ? [] : DuplicateOpinions.Propose([.. round.Opinions.Where(opinion => !round.SettledOpinionIds.Contains(opinion.Id))]);
        var openConflicts = round is null ? [] : Consolidation.OpenConflicts(round);
        return new OpinionBook(
            [.. opinions.Where(opinion => (opinion.SignedAt is not null || opinion.UnitId == actor.UnitId) && (opinion.UnitId == actor.UnitId || CaseAccess.SeesOpinionsOf(row, opinion.Round, actor, reading)))
                .Select(opinion => View(opinion, byUnit.GetValueOrDefault((opinion.Round, opinion.UnitId)), dispositions))],
            [.. reviews.Select(review => Result(review, review.UnitId == actor.UnitId || (review.State is ReviewState.Signed or ReviewState.Silent && CaseAccess.SeesOpinionsOf(row, review.Round, actor, reading))))],
            [.. round?.Conflicts.Select(conflict => new ConflictView(
                conflict.Kind.ToString(), conflict.Location, conflict.OpinionIds, conflict.UnitIds, conflict.ItemId, conflict.Message, !openConflicts.Contains(conflict))) ?? []],
            [.. proposal.Where(item => item.OpinionIds.Count > 1).Select(item => item.OpinionIds)],
            proposal,
            actor.UnitId is { } unit && row.Stage == CaseStage.JointReview ? [.. await OpinionForm.ToConfirm(db, caseId, row.Round, unit, ct)] : [],
            actor.UnitId == row.UnitId && row.Stage is CaseStage.Revising or CaseStage.Drafting && row.Round > 1
                ? [.. (await RevisionForm.ToAnswer(db, caseId, row.Round, ct)).Select(item => item.Id)]
                : [],
            await Disputes(db, caseId, ct));
    }

    private static OpinionView View(OpinionRow opinion, ReviewRow? review, Dictionary<string, string> dispositions) => new(
        opinion.Id, opinion.Round, opinion.Number, opinion.Version, opinion.UnitId, opinion.UnitName, opinion.PersonName, opinion.SignedBy, review?.Result?.ToString(),
        opinion.Category.ToString(), opinion.Location, opinion.Original, opinion.Proposed, opinion.Reason, opinion.Basis, opinion.Severity.ToString(), opinion.SubmittedAt,
        opinion.SignedAt, opinion.ItemId, opinion.ItemId is { } item ? dispositions.GetValueOrDefault(item) : null);

    private static ReviewerResult Result(ReviewRow review, bool open) => new(
        review.Round, review.UnitId, review.UnitName, review.Mandatory, open && review.State != ReviewState.Open ? review.Result?.ToString() ?? "Pending" : "Pending", review.State.ToString(),
        open ? review.WriterName : null, open ? review.SignerName : null, review.SignedAt ?? (open ? review.WrittenAt : null), open ? review.Comment : null);

    private static async Task<IReadOnlyList<DisputeView>> Disputes(OfficeDb db, string caseId, CancellationToken ct)
    {
        var disputes = await db.Disputes.AsNoTracking().Where(dispute => dispute.CaseId == caseId).OrderBy(dispute => dispute.OpenedAt).ToListAsync(ct);
        var steps = await db.DisputeSteps.AsNoTracking().Where(step => step.CaseId == caseId).OrderBy(step => step.Number).ToListAsync(ct);
        return
        [
            .. disputes.Select(dispute => new DisputeView(
                dispute.Id, dispute.Round, dispute.OpenedAt, dispute.ClosedAt, dispute.ClosedLevel, dispute.ItemIds.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                [.. steps.Where(step => step.DisputeId == dispute.Id).Select(step => new DisputeStepView(step.Number, step.Level, step.Outcome, step.Minutes, step.Attendees, step.PersonName, step.At))])),
        ];
    }
}
