using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Matters;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

public sealed record QuestionAsked(string QuestionId);

/// <summary>Asking about a task in hand, and taking a question back.</summary>
public static class Asking
{
    public const int LongestQuestion = 1000;
    private const int MostPersons = 20;
    private const string TaskClosed = "task.closed";

    public static async Task<Outcome<QuestionAsked>> Ask(string taskId, string? text, IReadOnlyList<Colleague> persons, UnitOfWork work)
    {
        if (await work.Workflows.LockedTask(taskId) is not { } task)
        {
            return Refusal.NotFound("task.unknown", "没有这项任务，或您无权查看。");
        }

        if (Refuse(task, work.Actor) is { } refusal)
        {
            return refusal.Code == TaskClosed ? await MatterVoiding.Stops(task.RootId, work) ?? refusal : refusal;
        }

        var (question, problem) = ShortText.Check(text, "text", "提问", LongestQuestion);
        var problems = new List<FieldProblem?> { problem, CheckPersons(persons, work.Actor) }.OfType<FieldProblem>().ToList();
        if (problems.Count > 0)
        {
            return Refusal.Invalid("question.invalid", problems[0].Message, problems);
        }

        // Whoever asks for somebody else does so under both names, as he decides.
        var holder = task.Holder(work.Actor)!;
        var db = work.Db<OfficeDb>();
        var asked = new Question
        {
            Id = Guid.CreateVersion7(work.Now).ToString("N"),
            TaskId = task.Id,
            RootId = task.RootId,
            CampaignId = task.CorrelationId,
            FlowTitle = task.InstanceName ?? task.Title,
            TaskTitle = task.Title,
            Step = task.Step,
            AskerId = work.Actor.Id,
            AskerName = holder.Name,
            AskerUnitName = holder.UnitName,
            Text = question,
            AskedAt = work.Now,
        };
        db.Questions.Add(asked);
        foreach (var person in persons)
        {
            db.AskedPersons.Add(new AskedPerson
            {
                QuestionId = asked.Id,
                PersonId = person.Id,
                PersonName = person.Name,
                UnitName = person.UnitName,
                TaskId = task.Id,
                Excluded = task.Excluded.Contains(person.Id),
                State = AskedState.Open,
            });
            await NoticeBook.ToPerson(work, About(asked), "Question", $"{holder.Name}就“{task.Title}”向您提问", person.Id, $"{asked.Id}:{person.Id}", question);
        }

        await Record(asked, "Question", $"向{string.Join("、", persons.Select(person => person.Name))}提问", question, work);
        work.Changed("talk");
        return new QuestionAsked(asked.Id);
    }

    /// <summary>Who has not answered need not any more; answers that came stay.</summary>
    public static async Task<Outcome<Done>> TakeBack(string questionId, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await db.Questions.FindAsync([questionId], work.Cancellation) is not { } question || question.AskerId != work.Actor.Id)
        {
            return Refusal.NotFound("question.unknown", "没有您提出的这个提问。");
        }

        await work.Workflows.LockedTask(question.TaskId);
        var open = await db.AskedPersons.Where(person => person.QuestionId == questionId && person.State == AskedState.Open).ToListAsync(work.Cancellation);
        if (open.Count == 0)
        {
            return Refusal.Conflict("question.closed", "提问已经全部答复或已关闭，不能收回。");
        }

        foreach (var person in open)
        {
            (person.State, person.ClosedAt) = (AskedState.TakenBack, work.Now);
            await NoticeBook.ToPerson(work, About(question), "QuestionTakenBack", $"{work.Actor.Name}收回了提问，无需答复", person.PersonId, $"{questionId}:{person.PersonId}");
        }

        await Record(question, "QuestionTakenBack", $"收回向{string.Join("、", open.Select(person => person.PersonName))}的提问", null, work);
        work.Changed("talk");
        return Done.Value;
    }

    internal static NoticeSubject About(Question question) => new(question.FlowTitle, question.CampaignId, null, question.TaskId);

    /// <summary>A line in 办理过程 when the task is one of a case; other flows show questions and answers at the task.</summary>
    internal static async Task Record(Question question, string kind, string text, string? words, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await db.LockedCase(question.RootId, work) is { } row)
        {
            await db.Write(row, work, kind, text, words, step: question.Step, taskId: question.TaskId);
            work.Changed($"case:{row.Id}");
        }
    }

    private static Refusal? Refuse(TaskRow task, Actor actor) =>
        !task.MayDecide(actor) ? Refusal.Forbidden("task.not-yours", "您不是该任务的办理人，不能就它提问。")
        : task.Status != TaskRowStatus.Open ? Refusal.Conflict(TaskClosed, "任务已不在办理中，不能再就它提问。", task.Revision)
        : null;

    private static FieldProblem? CheckPersons(IReadOnlyList<Colleague> persons, Actor actor) =>
        persons.Count == 0 ? new("personIds", "请选择向谁提问。")
        : persons.Count > MostPersons ? new("personIds", $"一次最多向{MostPersons}人提问。")
        : persons.Any(person => person.Id == actor.Id) ? new("personIds", "不能向自己提问。")
        : null;
}
