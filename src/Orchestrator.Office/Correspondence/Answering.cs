using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Notices;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

/// <summary>Answering a question, and correcting the answer while the task is open.</summary>
public static class Answering
{
    private const int LongestAnswer = 2000;

    /// <param name="number">How many answers of his own the person has seen: a first answer is 0. Two windows cannot both
    /// answer without one of them seeing the other.</param>
    public static async Task<Outcome<Done>> Answer(string questionId, int number, string? text, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await db.Questions.FindAsync([questionId], work.Cancellation) is not { } question)
        {
            return Unknown();
        }

        // Whoever decides the task, takes the question back or answers in another window waits here.
        await work.Workflows.LockedTask(question.TaskId);
        if (await db.AskedPersons.FindAsync([questionId, work.Actor.Id], work.Cancellation) is not { } asked)
        {
            return Unknown();
        }

        if (asked.ClosedAt is not null)
        {
            return Refusal.Conflict("question.closed", asked.State == AskedState.TakenBack ? "提问已经收回，无需答复。" : "任务已办结，提问已关闭，不能再答复。");
        }

        var (answer, problem) = ShortText.Check(text, "text", "答复", LongestAnswer);
        if (problem is not null)
        {
            return Refusal.Invalid("answer.invalid", problem.Message, problem);
        }

        var given = await db.Answers.CountAsync(row => row.QuestionId == questionId && row.PersonId == work.Actor.Id, work.Cancellation);
        if (given != number)
        {
            return Refusal.Conflict("answer.stale", "您已在别处答复过这个提问，请刷新后再修改。", given);
        }

        db.Answers.Add(new AnswerRow { QuestionId = questionId, PersonId = work.Actor.Id, Number = given + 1, Text = answer, At = work.Now });
        asked.State = AskedState.Answered;
        var what = given == 0 ? "答复" : "修改答复";
        await NoticeBook.ToPerson(
            work, Asking.About(question) with { CaseId = question.RootId }, "Answer", $"{work.Actor.Name}{what}了您的提问", question.AskerId, $"{questionId}:{work.Actor.Id}:{given + 1}", answer);
        await Asking.Record(question, "Answer", $"{what}{question.AskerName}的提问", answer, work);
        work.Changed("talk");
        return Done.Value;
    }

    private static Refusal Unknown() => Refusal.NotFound("question.unknown", "没有向您提出的这个提问。");
}
