using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Disputes;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

/// <summary>意见汇总: the signed opinions of a round become rows of the adoption table. What is disputed goes up the ladder.</summary>
public sealed class ConsolidationForm : ITaskForm
{
    public string Form => "reviews/consolidation";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var row = await db.Case(submission.RootId, work);
        if (row.DraftedBy(submission.Actor))
        {
            return Refusal.Forbidden("review.own-draft", "起草人不能汇总自己文稿的意见（规则T-04）。");
        }

        var round = await RoundReader.Read(db, row, submission.Round, work.Cancellation);
        var (items, unread) = Read(submission.Data, round.SettledOpinionIds);
        Finding[] found = [.. unread, .. Consolidation.Check(round, submission.Outcome, items)];
        if (submission.Outcome == "Revise" && submission.Data.Text("comment") is null)
        {
            found = [.. found, Finding.Block("2.2", "data.comment", "增加一轮修改须说明理由。")];
        }

        if (found.Refuse("consolidation.invalid") is { } refusal)
        {
            return refusal;
        }

        var rows = await Store(db, row, round, items, work);
        if (submission.Outcome == "Coordinate")
        {
            await RaiseDispute(db, row, round, rows, submission, work);
        }
        else
        {
            await CloseRound(db, row, round, work);
        }

        return Outcome.Of<JsObject?>(JsObject.Of(
            ("comment", submission.Data.Text("comment")), ("detail", null), ("items", (double)rows.Count),
            ("disputed", new JsArray(rows.Where(item => item.State == ItemState.Coordinating).Select(item => (object?)JsObject.Of(("itemId", item.Id), ("location", item.Location)))))));
    }

    private static (IReadOnlyList<ConsolidatedItem> Items, IReadOnlyList<Finding> Unread) Read(JsObject data, IReadOnlySet<string> settled)
    {
        var unread = new List<Finding>();
        var items = new List<ConsolidatedItem>();
        foreach (var (map, at) in data.Rows("items").Select((map, at) => (map, at)))
        {
            var opinionIds = map.Texts("opinionIds");
            if (map.Code<Disposition>("disposition") is not { } disposition)
            {
                unread.Add(Finding.Block("2.3", $"data.items[{at}].disposition", "请选择处理意见：采纳、部分采纳、不采纳或转协调。"));
                disposition = Disposition.Adopt;
            }

            // A row that a dispute has settled is shown again in the form; sending it back unchanged is no edit.
            if (opinionIds.Count == 0 || !opinionIds.All(settled.Contains))
            {
                items.Add(new ConsolidatedItem(
                    opinionIds, map.Text("location") ?? "", map.Text("original"), map.Text("proposed"), map.Text("reason"), disposition, map.Text("dispositionReason")));
            }
        }

        return (items, unread);
    }

    private static async Task<List<AdoptionItem>> Store(OfficeDb db, CaseRow row, RoundToConsolidate round, IReadOnlyList<ConsolidatedItem> items, UnitOfWork work)
    {
        var before = await db.AdoptionItems.Where(item => item.CaseId == row.Id && item.Round == round.Round).ToListAsync(work.Cancellation);
        db.AdoptionItems.RemoveRange(before.Where(item => !item.IsSettled));
        await db.SaveChangesAsync(work.Cancellation);
        var number = before.Where(item => item.IsSettled).Select(item => item.Number).DefaultIfEmpty(0).Max();
        var musts = round.Opinions.Where(opinion => opinion.Severity == OpinionSeverity.Must).Select(opinion => opinion.Id).ToHashSet(StringComparer.Ordinal);
        var opinions = await db.Opinions.Where(opinion => opinion.CaseId == row.Id && opinion.Round == round.Round).ToDictionaryAsync(opinion => opinion.Id, work.Cancellation);
        var made = new List<AdoptionItem>();
        foreach (var item in items)
        {
            number++;
            made.Add(new AdoptionItem
            {
                Id = $"{row.Id}:i{round.Round}.{number}",
                CaseId = row.Id,
                Round = round.Round,
                Number = number,
                Version = row.Version,
                Location = item.Location,
                Original = item.Original,
                Proposed = item.Proposed,
                Reason = item.Reason,
                Must = item.OpinionIds.Any(musts.Contains),
                Disposition = item.Disposition,
                DispositionReason = item.DispositionReason,
                State = item.Disposition == Disposition.Coordinate ? ItemState.Coordinating : ItemState.Open,
            });
            foreach (var id in item.OpinionIds)
            {
                opinions[id].ItemId = made[^1].Id;
            }
        }

        db.AdoptionItems.AddRange(made);
        return made;
    }

    private static async Task RaiseDispute(
        OfficeDb db, CaseRow row, RoundToConsolidate round, List<AdoptionItem> rows, TaskSubmission submission, UnitOfWork work)
    {
        var reserved = Consolidation.OpenConflicts(round).Where(conflict => conflict.ItemId is not null).Select(conflict => conflict.ItemId!).ToList();
        foreach (var item in await db.AdoptionItems.Where(item => reserved.Contains(item.Id)).ToListAsync(work.Cancellation))
        {
            item.State = ItemState.Coordinating;
        }

        string[] disputed = [.. rows.Where(item => item.State == ItemState.Coordinating).Select(item => item.Id), .. reserved];
        var number = 1 + await db.Disputes.CountAsync(dispute => dispute.CaseId == row.Id, work.Cancellation);
        var dispute = new Dispute
        {
            Id = $"{row.Id}:d{number}",
            CaseId = row.Id,
            Round = round.Round,
            OpenedAt = work.Now,
            ItemIds = string.Join(' ', disputed),
            Matter = submission.Data.Text("comment"),
        };
        db.Disputes.Add(dispute);
        row.Disputed = true;
        var units = Consolidation.OpenConflicts(round).SelectMany(conflict => conflict.UnitIds).Distinct().ToList();
        work.Send(new DisputeRaised(CaseObserver.About(row, work), dispute.Id, 1, units));
    }

    private static async Task CloseRound(OfficeDb db, CaseRow row, RoundToConsolidate round, UnitOfWork work)
    {
        await db.SaveChangesAsync(work.Cancellation);
        var statistics = await AdoptionTable.Count(db, row.Id, round.Round, work.Cancellation);
        work.Send(new RoundClosed(CaseObserver.About(row, work), statistics.Total, statistics.Adopted, statistics.Partial, statistics.Rejected, statistics.Coordinate));
    }
}
