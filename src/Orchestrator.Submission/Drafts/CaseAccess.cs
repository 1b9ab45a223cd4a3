using Orchestrator.Runtime;

namespace Orchestrator.Submission.Drafts;

/// <summary>What a person may do with the manuscript of a case.</summary>
/// <param name="Draft">May read the unit's working draft.</param>
/// <param name="Versions">May read what was submitted.</param>
/// <param name="EditTask">The open task that lets the person write now; null when there is none.</param>
/// <param name="Writer">The person as he has that task: himself, or somebody's stand-in (代理).</param>
public sealed record CaseRights(string CaseId, string? Stage, int Round, bool Draft, bool Versions, TaskRow? EditTask, Actor Writer)
{
    public bool Edit => EditTask is not null;
}

/// <summary>Who may see and write the manuscript of a case: its unit, whoever has a task on it or got a copy of it,
/// and the reform office. The administrators of the system see no text at all.</summary>
public sealed class CaseAccess(InstanceQueries instances, TaskQueries tasks, IFlowReaders? readers = null)
{
    private static readonly HashSet<string> WritingForms = ["reviews/draft", "reviews/revision", "reviews/post-meeting"];

    private static readonly HashSet<string> MeetingStages =
        ["ReadyForMeeting", "OnAgenda", "PostMeetingRevision", "Deferred", "Issuing", "Issued", "Archived", "Rejected"];

    /// <summary>Null when there is no such case or the person may see nothing of it: both answer 404.</summary>
    public async Task<CaseRights?> Of(string caseId, Actor actor, CancellationToken ct)
    {
        if (await instances.Find(caseId, ct) is not { ParentId: null } instance)
        {
            return null;
        }

        var reader = await tasks.ReaderOf(caseId, actor, ct);
        var own = instance.Subject is not null && instance.Subject == reader.UnitId && reader.HasAny("BM-JB", "BM-FZ");
        var office = reader.HasAny("BB-SH", "BB-ZR", "ZB");
        var versions = own || office || reader.HasAny("LD", "DC")
            || (reader.Has("MS") && instance.Stage is { } stage && MeetingStages.Contains(stage))
            || (reader.HasAny("BM-JB", "BM-FZ", "BB-JB", "MS", "WB") && await tasks.HasTaskOn(caseId, actor, ct))
            || (readers is not null && await readers.MayRead(caseId, actor, ct));
        if (!versions)
        {
            return null;
        }

        var open = own ? await tasks.OfCase(caseId, openOnly: true, ct) : [];
        var edit = open.FirstOrDefault(task => WritingForms.Contains(task.Form) && task.MayDecide(actor));
        return new CaseRights(caseId, instance.Stage, instance.Round, own || office, versions, edit, edit?.Holder(actor) ?? actor);
    }

    public static Refusal Unknown(string caseId) => Refusal.NotFound("case.unknown", $"没有事项“{caseId}”，或您无权查看");

    public static Refusal NotWriting => Refusal.Conflict("draft.not-open", "现在不是起草、修改阶段，或该环节不由您办理，不能改动文稿");
}
