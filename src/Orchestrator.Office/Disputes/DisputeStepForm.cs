using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Disputes;

/// <summary>One step of the ladder: minutes of what was talked about, and, when it ends here, what was agreed or ruled for
/// every row in dispute. A ruling binds; an agreement is signed by all and binds as well.</summary>
public sealed class DisputeStepForm : ITaskForm
{
    private static readonly string[] Levels = ["Negotiate", "Written", "CoordinationMeeting", "Ruling"];

    public string Form => "disputes/step";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var row = await db.Case(submission.RootId, work);
        var dispute = await db.Disputes.Where(dispute => dispute.CaseId == row.Id && dispute.ClosedAt == null).OrderByDescending(dispute => dispute.OpenedAt)
            .FirstOrDefaultAsync(work.Cancellation);
        if (dispute is null)
        {
            return Refusal.Conflict("dispute.closed", "这一争议已经处理完毕。");
        }

        var itemIds = dispute.ItemIds.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var items = await db.AdoptionItems.Where(item => itemIds.Contains(item.Id)).OrderBy(item => item.Round).ThenBy(item => item.Number).ToListAsync(work.Cancellation);
        Ruling[] rulings =
        [
            .. submission.Data.Rows("rulings").Select(map => new Ruling(map.Text("itemId") ?? "", map.Code<Disposition>("result"), map.Text("text"))),
        ];
        var found = Rulings.Check(submission.Outcome, submission.Data.Text("minutes"), [.. items.Select(item => (item.Id, $"第{item.Number}条（{item.Location}）"))], rulings);
        if (found.Refuse("dispute.invalid") is { } refusal)
        {
            return refusal;
        }

        var level = Array.IndexOf(Levels, submission.Task.Step) + 1;
        var number = 1 + await db.DisputeSteps.CountAsync(step => step.DisputeId == dispute.Id, work.Cancellation);
        db.DisputeSteps.Add(new DisputeStep
        {
            DisputeId = dispute.Id,
            Number = number,
            CaseId = row.Id,
            Level = $"L{level}",
            Outcome = submission.Outcome,
            Minutes = submission.Data.Text("minutes")!,
            Attendees = submission.Data.Text("attendees"),
            PersonName = submission.Actor.Name,
            UnitId = submission.Actor.UnitId,
            At = work.Now,
        });
        if (submission.Outcome != "NotAgreed")
        {
            Settle(items, rulings, submission.Outcome == "Ruled" ? ItemState.Ruled : ItemState.Agreed);
            (dispute.ClosedAt, dispute.ClosedLevel) = (work.Now, $"L{level}");
            row.Disputed = false;
            work.Send(new DisputeResolved(CaseObserver.About(row, work), dispute.Id, level, submission.Outcome));
        }

        return Outcome.Of<JsObject?>(submission.Data.With(("comment", submission.Data.Text("minutes"))));
    }

    private static void Settle(List<AdoptionItem> items, Ruling[] rulings, ItemState state)
    {
        foreach (var item in items)
        {
            var ruling = rulings.FirstOrDefault(ruling => ruling.ItemId == item.Id);
            item.State = state;
            item.Settled = ruling?.Result;
            item.SettledText = ruling?.Text;
        }
    }
}
