using Orchestrator.Office.Matters;
using Orchestrator.Office.Signatures;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Printing;

/// <summary>Reads the approval form of a matter through the same query as its page.</summary>
public sealed class MatterFormReader(OfficeDb db, TaskQueries tasks, IFlowReaders readers, TimeProvider clock, PrintSettings settings, IMatterFiles? files = null) : IApprovalFormReader
{
    // Who took a task out of several hands or was late is no decision; what a step came to stands in 会签情况.
    private static readonly string[] LeftOut = ["Claimed", "Unclaimed", "Overdue", "Concluded"];
    private static readonly string[] Backwards = ["Returned", "Withdrawn", "TakenBack", "Cancelled", "Voided"];

    public async Task<ApprovalForm?> Read(string id, Actor actor, CancellationToken ct)
    {
        if (await MatterDocument.Find(id, db, tasks, readers, clock, actor, ct) is not { } matter)
        {
            return null;
        }

        var images = await db.Images([.. matter.Path.Select(entry => entry.Signature), .. matter.Steps.SelectMany(step => step.Seats).Select(seat => seat.Signature)], ct);
        var steps = Steps(matter, images);
        return new ApprovalForm(
            settings.Issuer, settings.Notice(), matter.VoidedAt is null ? matter.Title : $"（已作废）{matter.Title}", [.. Facts(matter), .. await Attached(matter, ct)], steps, [], [], ApprovalPath.Of(steps, matter.StageName), null,
            new ExportMark(actor.Name, actor.UnitName, clock.GetUtcNow()))
        {
            Countersigning = [.. matter.Steps.Where(step => SeatBook.IsTable(step.Activity)).Select(step => Table(step, images))],
        };
    }

    private static IReadOnlyList<ApprovalStep> Steps(MatterDocument matter, IReadOnlyDictionary<string, SignatureImage> images) =>
    [
        .. matter.Path.Where(entry => !LeftOut.Contains(entry.Kind)).Select((entry, at) => new ApprovalStep(
            at + 1, 0, Named(entry.Step, entry.Pass), entry.ActorName, entry.UnitName, null, entry.Text, entry.Comment, entry.At,
            entry.Outcome == "Reject" || Backwards.Contains(entry.Kind), images.Of(entry.Signature))),
    ];

    private static CountersignTable Table(MatterStepView step, IReadOnlyDictionary<string, SignatureImage> images) => new(
        Named(step.Step, step.Pass),
        [.. step.Seats.Select(seat => new CountersignRow(
            seat.Holder is { } holder && holder != seat.Name ? $"{seat.Name}（{holder}）" : seat.Name, Note(seat, step.Vote), Result(seat), seat.Outcome == "Reject", seat.Opinion, seat.ActorName,
            images.Of(seat.Signature), seat.ClosedAt, seat.ClosedAt is null ? 0 : seat.Version))],
        step.Vote is { Share: not null } vote ? $"权重合计{vote.Total}：同意{vote.Agreed}，不同意{vote.Refused}，弃权{vote.Abstained}，尚未办理{vote.Open}。" : null);

    private static string? Note(MatterSeatView seat, MatterVote? vote)
    {
        string?[] notes = [vote?.Share is not null && seat.AddedTo is null ? $"权重{seat.Weight}" : null, seat.Veto ? "一票否决" : null, seat.AddedTo is null ? null : "加签"];
        return notes.OfType<string>().ToArray() is { Length: > 0 } said ? string.Join("，", said) : null;
    }

    private static string Result(MatterSeatView seat) => (seat.State, seat.Outcome) switch
    {
        (_, "Approve") => "同意",
        (_, "Reject") => "不同意",
        (_, "Abstain") => "弃权",
        ("Open", _) => "办理中",
        ("Waiting", _) => "尚未送达",
        ("Deferred", _) => "等待中",
        ("Expired", _) => "到期",
        ("Removed", _) => "已减签",
        _ => "不再办理",
    };

    private static string Named(string? step, int pass) => step is null ? "办理" : MatterStage.StepName(step) + (pass > 1 ? $"（第{pass}次）" : "");

    private async Task<IEnumerable<FormFact>> Attached(MatterDocument matter, CancellationToken ct) =>
        files is null || matter.Version == 0
            ? []
            : (await files.Of(matter.Id, matter.Version, ct)).Select((file, at) => new FormFact($"附件{at + 1}", $"{file.Name}（{file.Size}字节，SHA-256 {file.Sha256}）"));

    private static List<FormFact> Facts(MatterDocument matter)
    {
        var facts = new List<FormFact>
        {
            new("编号", matter.Number),
            new("类别", matter.Kind switch { "Document" => "公文", "Request" => "请示", "Plan" => "方案", _ => "其他" }),
            new("发起单位", matter.UnitName),
            new("发起人", matter.InitiatorName),
            new("发起时间", PrintedTime.Minute(matter.CreatedAt)),
            new("文稿版本", matter.Version == 0 ? "尚未送审" : $"第{matter.Version}稿"),
            new("当前阶段", matter.HeldSince is { } held ? $"{matter.StageName}（{PrintedTime.Day(held)}起暂停）" : matter.StageName),
        };
        if (matter.Plan is { } plan)
        {
            facts.Add(new("会签方式", plan.Mode switch { "All" => "全部同意", "Any" => "一家同意即可", "Vote" => "按比例票决", _ => "依次会签" }));
        }

        if (matter.FinishedAt is { } finished)
        {
            facts.Add(new("办结时间", PrintedTime.Minute(finished)));
        }

        if (matter.VoidedAt is { } voided)
        {
            facts.Add(new("作废", $"{PrintedTime.Minute(voided)}，{matter.VoidedBy}：{matter.VoidReason}"));
        }

        return facts;
    }
}
