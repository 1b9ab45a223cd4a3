using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Calendar;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Correspondence;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

public sealed record NamedThing(string Id, string Name);

public sealed record CaseDocument(string Code, string Title, string Class);

/// <param name="Holder">Who has it by name; null when whoever has the post may take it.</param>
public sealed record CaseTaskView(
    string Id, string Step, string StepName, string Title, string? UnitId, string? UnitName, string? Role, int Round, DateTimeOffset OpenedAt, DateTimeOffset? DueAt,
    [DueStates] string DueState, string? OverdueLevel, [EnumDataType(typeof(TaskRowStatus))] string Status, long Revision, DateTimeOffset? UrgedAt, bool MayUrge, string? Holder);

/// <summary>What the signed-in person may do with the case as a whole, beside deciding tasks.</summary>
public sealed record CaseActions(bool Withdraw, bool Extend, bool Hold, bool Release, bool Urge, bool EditDraft, bool DecideWithdrawal, bool Copy);

public sealed record CaseReviewer(string UnitId, string UnitName, bool Mandatory, [EnumDataType(typeof(SilencePolicy))] string Policy);

public sealed record CaseRoundView(int Round, DateTimeOffset? DueAt, DateTimeOffset? SubmittedAt, bool? OnTime);

public sealed record AgendaView(
    int Number, string Meeting, DateOnly MeetingDate, DateTimeOffset ListedAt, string? Decision, int? Expected, int? Present, int? VotesFor, int? VotesAgainst, int? VotesDefer,
    string? Resolution, string? Changes, string? Reason, DateOnly? EarliestResubmission, DateTimeOffset? DecidedAt, string? RecordedBy);

public sealed record LegalView(int Number, string Result, string Comment, string? Basis, string PersonName, DateTimeOffset At);

public sealed record IssuedView(string DocumentNumber, string? Version, string? Sha256, string? SignedBy, string IssuedBy, DateTimeOffset IssuedAt);

public sealed record WithdrawalView(string Id, string CaseId, string CaseTitle, string Reason, string Stage, string? NeedsRole, [EnumDataType(typeof(RequestState))] string Status, string RequestedByName, DateTimeOffset RequestedAt, string? DecidedByName, DateTimeOffset? DecidedAt, string? Comment, string UnitName, bool CanDecide);

public sealed record CaseDetail(
    string Id, string Title, NamedThing Campaign, NamedThing Unit, CaseDocument Document, string Stage, string StageName, int Round, int Rounds, int MaxRounds, string? Version,
    string? Sha256, IReadOnlyList<string> Flags, string Status, DateTimeOffset? DueAt, [DueStates] string DueState, bool Overdue, DateTimeOffset? HeldSince, IReadOnlyList<CaseTaskView> Tasks, IReadOnlyList<string> MyTaskIds,
    CaseActions Can, IReadOnlyList<CaseReviewer> Reviewers, IReadOnlyList<CaseRoundView> Submissions, IReadOnlyList<AgendaView> Meetings, IReadOnlyList<LegalView> LegalOpinions,
    IssuedView? Issued, WithdrawalView? PendingWithdrawal, [EnumDataType(typeof(CaseReading))] string Reading);

/// <param name="Signature">Hash of the signature image of the person who decided; null when he had none or nothing was decided.</param>
public sealed record TimelineEntry(
    int Id, DateTimeOffset At, string? ActorName, string? UnitName, string Kind, string Text, string? Comment, int Round, string? Stage, string? Step, string? Outcome, string? TaskId,
    string? Signature);

public static class CaseQueries
{
    public static async Task<CaseDetail?> Find(string id, OfficeDb db, TaskQueries tasks, FlowMembers members, TimeProvider clock, Actor actor, CancellationToken ct)
    {
        var reader = await tasks.ReaderOf(id, actor, ct);
        if (await CaseAccess.Open(db, id, reader, ct) is not (var row, var reading))
        {
            return null;
        }

        var campaign = await db.Campaigns.AsNoTracking().FirstAsync(campaign => campaign.Id == row.CampaignId, ct);
        var document = CampaignPlan.Read(campaign.Plan).Document(row.DocumentCode)!;
        var names = await db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name, ct);
        var open = await tasks.OfCase(id, openOnly: true, ct);
        string[] openIds = [.. open.Select(task => task.Id)];
        var urged = await db.Urges.AsNoTracking().Where(urge => openIds.Contains(urge.TaskId)).GroupBy(urge => urge.TaskId)
            .Select(urges => new { TaskId = urges.Key, At = urges.Max(urge => urge.At) }).ToDictionaryAsync(urge => urge.TaskId, urge => (DateTimeOffset?)urge.At, ct);
        var urgeable = (await members.Urgeable(id, open, actor, ct)).Select(task => task.Id).ToHashSet();
        var now = clock.GetUtcNow();
        var withdrawal = await db.Withdrawals.AsNoTracking().Where(withdrawal => withdrawal.CaseId == id && withdrawal.State == RequestState.Pending).FirstOrDefaultAsync(ct);
        return new CaseDetail(
            row.Id, row.Title, new NamedThing(campaign.Id, campaign.Name), new NamedThing(row.UnitId, names.GetValueOrDefault(row.UnitId, row.UnitId)),
            new CaseDocument(document.Code, document.Title, document.Class), row.Stage, CaseStage.NameOf(row.Stage), row.Round, row.Rounds, row.MaxRounds, row.Version,
            row.VersionHash, row.Flags(), Status(row), row.DueAt, DueState(row.DueAt, row.Overdue, row.HeldSince, now), row.Overdue, row.HeldSince,
            [.. open.Select(task => new CaseTaskView(
                task.Id, task.Step, CaseSentence.StepName(task.Step), task.Title, task.ForUnit, task.ForUnit is null ? null : names.GetValueOrDefault(task.ForUnit, task.ForUnit), task.ForRole, task.Round,
                task.OpenedAt, task.DueAt, DueState(task.DueAt, task.Overdue, task.HeldSince, now), task.OverdueLevel, task.Status.ToString(), task.Revision, urged.GetValueOrDefault(task.Id), urgeable.Contains(task.Id),
                task.Persons.Count == 0 ? null : Deeds.PersonIds.Join(task.Persons)))],
            [.. open.Where(task => task.MayDecide(actor)).Select(task => task.Id)],
            Actions(row, open, actor, withdrawal, now) with { Urge = row is { Started: true, FinishedAt: null } && urgeable.Count > 0, Copy = await members.Flow(id, actor, ct) is not null },
            [.. document.Reviewers!.Where(reviewer => reviewer.UnitId != row.UnitId).Select(reviewer => new CaseReviewer(
                reviewer.UnitId, names.GetValueOrDefault(reviewer.UnitId, reviewer.UnitId), reviewer.Mandatory, reviewer.EffectivePolicy.ToString()))],
            await db.CaseRounds.AsNoTracking().Where(round => round.CaseId == id).OrderBy(round => round.Round)
                .Select(round => new CaseRoundView(round.Round, round.DueAt, round.SubmittedAt, round.OnTime)).ToListAsync(ct),
            await Meetings(db, id, ct),
            reading != CaseReading.History
                ? await db.LegalOpinions.AsNoTracking().Where(opinion => opinion.CaseId == id).OrderBy(opinion => opinion.Number)
                    .Select(opinion => new LegalView(opinion.Number, opinion.Result, opinion.Comment, opinion.Basis, opinion.PersonName, opinion.At)).ToListAsync(ct)
                : [],
            await db.IssuedDocuments.AsNoTracking().Where(issued => issued.CaseId == id)
                .Select(issued => new IssuedView(issued.DocumentNumber, issued.Version, issued.VersionHash, issued.SignedBy, issued.IssuedBy, issued.IssuedAt)).FirstOrDefaultAsync(ct),
            withdrawal is null ? null : View(withdrawal, row, names, actor), reading.ToString());
    }

    /// <summary>办理过程 in order. Comments are content: an auditor sees who did what when, not the words.</summary>
    public static async Task<IReadOnlyList<TimelineEntry>?> Timeline(string id, OfficeDb db, Actor actor, CancellationToken ct)
    {
        if (await CaseAccess.Open(db, id, actor, ct) is not (var row, var reading))
        {
            return null;
        }

        // Until the unit's opinion is signed, what happens inside a reviewing unit is its own affair.
        var entries = await db.CaseEntries.AsNoTracking().Where(entry => entry.CaseId == id).OrderBy(entry => entry.Seq).ToListAsync(ct);
        string[] inside = ["Review", "ReviewSign"];
        return
        [
            .. entries.Where(entry => !(inside.Contains(entry.Step) && entry.UnitId == row.UnitId && entry.UnitId != actor.UnitId)).Select(entry => new TimelineEntry(
                entry.Seq, entry.At, entry.ActorName, entry.UnitName, entry.Kind, entry.Text,
                reading != CaseReading.History && (CaseAccess.SeesOpinionsOf(row, entry.Round, actor, reading) || !OfReview(entry)) ? entry.Comment : null,
                entry.Round, entry.Stage, entry.Step, entry.Outcome, entry.TaskId, entry.Signature)),
        ];
    }

    public static async Task<IReadOnlyList<WithdrawalView>> Withdrawals(OfficeDb db, Actor actor, bool pendingOnly, CancellationToken ct)
    {
        var mine = db.Cases.AsNoTracking().ReadableBy(db, actor);
        var found = await db.Withdrawals.AsNoTracking().Where(withdrawal => !pendingOnly || withdrawal.State == RequestState.Pending)
            .Join(mine, withdrawal => withdrawal.CaseId, row => row.Id, (withdrawal, row) => new { withdrawal, row })
            .OrderByDescending(pair => pair.withdrawal.RequestedAt).Take(500).ToListAsync(ct);
        var names = await db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name, ct);
        return [.. found.Select(pair => View(pair.withdrawal, pair.row, names, actor))];
    }

    internal static string DueState(DateTimeOffset? dueAt, bool overdue, DateTimeOffset? heldSince, DateTimeOffset now)
    {
        var calendar = WorkingCalendar.National;
        return heldSince is not null ? "held"
            : dueAt is not { } due ? "none"
            : overdue || due < now ? "overdue"
            : calendar.WorkingDaysBetween(calendar.LocalDate(now), calendar.LocalDate(due)) <= 2 ? "soon"
            : "ok";
    }

    private static bool OfReview(CaseEntry entry) => entry.Step is "Review" or "ReviewSign" or "Consolidate" or "Negotiate" or "Written" or "CoordinationMeeting" or "Ruling";

    private static string Status(CaseRow row) =>
        !row.Started ? "Planned" : row.HeldSince is not null ? "Held" : row.FinishedAt is not null || CaseStage.IsFinal(row.Stage) ? "Finished" : "Running";

    private static CaseActions Actions(CaseRow row, IReadOnlyList<TaskRow> open, Actor actor, Withdrawal? withdrawal, DateTimeOffset now)
    {
        var running = row is { Started: true, FinishedAt: null };
        var head = actor.Has("BM-FZ");
        return new CaseActions(
            running && head && actor.UnitId == row.UnitId && row.HeldSince is null && withdrawal is null && WithdrawalRule.CanWithdraw(row.Stage),
            running && head && row.HeldSince is null && open.Any(task => task.ForUnit == actor.UnitId && task.DueAt > now),
            running && row.HeldSince is null && actor.HasAny("ZB", "LD"),
            running && row.HeldSince is not null && actor.HasAny("ZB", "LD"),
            Urge: false,
            EditDraft: running && open.Any(task => task.Step is "Draft" or "Revise" or "PreMeeting" or "PostMeeting" or "IssueFix"
                && task.Holder(actor) is { } holder && holder.Has("BM-JB") && holder.UnitId == row.UnitId),
            DecideWithdrawal: withdrawal is not null && WithdrawalRule.MayDecide(row.Stage, actor),
            Copy: false);
    }

    private static async Task<IReadOnlyList<AgendaView>> Meetings(OfficeDb db, string id, CancellationToken ct) =>
    [
        .. (await db.AgendaItems.AsNoTracking().Where(item => item.CaseId == id).OrderBy(item => item.Number).ToListAsync(ct)).Select(item => new AgendaView(
            item.Number, item.Meeting, item.MeetingDate, item.ListedAt, item.Decision, item.Expected, item.Present, item.VotesFor, item.VotesAgainst, item.VotesDefer,
            item.Resolution, item.Changes, item.Reason, item.EarliestResubmission, item.DecidedAt, item.RecordedBy)),
    ];

    private static WithdrawalView View(Withdrawal withdrawal, CaseRow row, Dictionary<string, string> names, Actor actor) => new(
        withdrawal.Id, withdrawal.CaseId, row.Title, withdrawal.Reason, withdrawal.Stage, withdrawal.NeedsRole, withdrawal.State.ToString(), withdrawal.RequestedBy,
        withdrawal.RequestedAt, withdrawal.DecidedBy, withdrawal.DecidedAt, withdrawal.Comment, names.GetValueOrDefault(row.UnitId, row.UnitId),
        withdrawal.State == RequestState.Pending && WithdrawalRule.MayDecide(row.Stage, actor));
}
