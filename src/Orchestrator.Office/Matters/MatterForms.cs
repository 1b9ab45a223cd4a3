using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Values;
using Orchestrator.Office.Campaigns;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

/// <summary>Handing in: the text is kept as a version, the flow gets everything but the text.</summary>
public sealed class MatterDraftForm(Signatories signatories) : ITaskForm
{
    public const string Name = "matters/draft";

    public string Form => Name;

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var matter = await db.Matter(submission.RootId, work);
        var names = await CampaignOperations.UnitNames(db, work.Cancellation);
        var plan = MatterPlan.Read(submission.Data);
        var found = MatterRules.Check(plan, names, matter.UnitId, "data.").ToList();
        if (found.Count == 0 && await IsStraight(submission, db, work) && !plan.AsksAs(MatterPlan.Stored((await LastText(db, matter, work)).Plan)))
        {
            found.Add(Finding.Block("M-02", "data.reviewers", "退回后直达的修改只改文稿：会签正在进行，会签单位、方式和时限不能变更。需要变更的，请由退回人改用“重新办理”。"));
        }

        found.AddRange(await signatories.Unstaffed(plan, names, "data.", work.Cancellation));
        if (found.Refuse("matter.invalid") is { } refusal)
        {
            return refusal;
        }

        matter.Version++;
        (matter.Title, matter.Kind) = (plan.Title!, plan.Kind);
        db.MatterTexts.Add(new MatterText
        {
            MatterId = matter.Id,
            Version = matter.Version,
            Title = plan.Title!,
            Text = plan.Text!,
            Note = plan.Note,
            Plan = plan.Write(),
            PersonId = submission.Actor.Id,
            PersonName = submission.Actor.Name,
            At = work.Now,
        });
        return await MatterInput.Drafted(plan, matter.Version, names, signatories, work.Cancellation);
    }

    private static async Task<bool> IsStraight(TaskSubmission submission, OfficeDb db, UnitOfWork work) =>
        await db.MatterSeats.AnyAsync(seat => seat.MatterId == submission.RootId && seat.TaskId == submission.Task.Id && seat.Straight, work.Cancellation);

    private static Task<MatterText> LastText(OfficeDb db, Matter matter, UnitOfWork work) =>
        db.MatterTexts.FirstAsync(text => text.MatterId == matter.Id && text.Version == matter.Version, work.Cancellation);
}

/// <summary>The head of the unit may name the leader who signs.</summary>
public sealed class MatterHeadForm(Signatories signatories) : ITaskForm
{
    public string Form => "matters/head-review";

    public async Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work)
    {
        var matter = await work.Db<OfficeDb>().Matter(submission.RootId, work);
        if (submission.Data.Text("leaderId") is not { } leader || submission.Outcome != "Approve")
        {
            return Outcome.Of<JsObject?>(null);
        }

        if (leader == matter.InitiatorId)
        {
            return Refuse("发起人不能审签自己发起的事项。");
        }

        return await signatories.Find(MatterInput.LeaderUnit, leader, work.Cancellation) is { } found && found.Roles.Contains("LD")
            ? Outcome.Of<JsObject?>(null)
            : Refuse($"“{leader}”不是可以审签的领导。");
    }

    private static Refusal Refuse(string message) => Refusal.Invalid("matter.leader", message, new FieldProblem("data.leaderId", message));
}

/// <summary>A decision with an opinion; to say no one has to say why.</summary>
public sealed class MatterOpinionForm(string form) : ITaskForm
{
    public static IReadOnlyList<MatterOpinionForm> All { get; } = [new("matters/head-review"), new("matters/legal"), new("matters/countersign"), new("matters/sign"), new("matters/register")];

    public string Form => form;

    public Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work) => Task.FromResult(
        submission.Outcome == "Reject" && submission.Data.Text("opinion") is null
            ? Refusal.Invalid("opinion.required", "请写明不同意的理由。", new FieldProblem("data.opinion", "不同意须写明理由。"))
            : Outcome.Of<JsObject?>(null));
}
