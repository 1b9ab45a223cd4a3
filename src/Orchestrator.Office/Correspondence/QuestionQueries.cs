using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

public sealed record AnswerView(int Number, string Text, DateTimeOffset At);

/// <param name="Answers">The last one counts.</param>
/// <param name="Excluded">May not decide the task (职责分离).</param>
public sealed record AskedView(
    string PersonId, string PersonName, string? UnitName, bool Excluded, [EnumDataType(typeof(AskedState))] string State, IReadOnlyList<AnswerView> Answers);

public sealed record QuestionView(
    string Id, string TaskId, string CaseId, string FlowTitle, string TaskTitle, string Step, string AskerId, string AskerName, string? AskerUnitName, string Text,
    DateTimeOffset AskedAt, IReadOnlyList<AskedView> Asked, bool MayAnswer, bool MayTakeBack);

public sealed record UrgeableTask(string TaskId, string Title, string Step);

/// <param name="Unanswered">Answers that are still awaited.</param>
/// <param name="Urgeable">Open tasks of the flow that the reader may urge.</param>
public sealed record TaskQuestions(bool MayAsk, bool MayCopy, int Unanswered, IReadOnlyList<QuestionView> Items, IReadOnlyList<UrgeableTask> Urgeable);

/// <param name="ToMe">Questions that wait for my answer.</param>
/// <param name="ByMe">Questions of mine that wait for answers.</param>
public sealed record QuestionCounts(int ToMe, int ByMe);

public sealed record QuestionPage(IReadOnlyList<QuestionView> Items, int Total, int Page, int Size, QuestionCounts Counts);

public static class QuestionQueries
{
    /// <summary>In the order they were asked. The caller decides who may look at the task.</summary>
    public static async Task<TaskQuestions> OfTask(string taskId, bool mayAsk, bool mayCopy, IReadOnlyList<TaskRow> urgeable, OfficeDb db, Actor actor, CancellationToken ct)
    {
        var views = await Views(await db.Questions.AsNoTracking().Where(question => question.TaskId == taskId).OrderBy(question => question.AskedAt).ThenBy(question => question.Id).ToListAsync(ct), db, actor, ct);
        return new(mayAsk, mayCopy, views.SelectMany(view => view.Asked).Count(asked => asked.State == nameof(AskedState.Open)), views, [.. urgeable.Select(task => new UrgeableTask(task.Id, task.Title, task.Step))]);
    }

    /// <summary>Those that wait first, each part the newest first.</summary>
    /// <param name="mine">Asked by me; else asked of me.</param>
    public static async Task<QuestionPage> List(bool mine, bool openOnly, string? text, int page, int size, OfficeDb db, Actor actor, CancellationToken ct)
    {
        (page, size) = (Math.Clamp(page, 1, 100_000), Math.Clamp(size, 1, 200));
        var me = actor.Id;
        var toMe = db.AskedPersons.Where(asked => asked.PersonId == me && asked.State != AskedState.TakenBack);
        var open = mine ? db.AskedPersons.Where(asked => asked.State == AskedState.Open) : toMe.Where(asked => asked.State == AskedState.Open);
        var questions = db.Questions.AsNoTracking().Where(question => mine ? question.AskerId == me : toMe.Any(asked => asked.QuestionId == question.Id));
        if (!string.IsNullOrWhiteSpace(text))
        {
            var part = text.Trim();
            questions = questions.Where(question => question.Text.Contains(part) || question.FlowTitle.Contains(part) || question.TaskTitle.Contains(part) || question.AskerName.Contains(part));
        }

        if (openOnly)
        {
            questions = questions.Where(question => open.Any(asked => asked.QuestionId == question.Id));
        }

        var rows = await questions.OrderByDescending(question => open.Any(asked => asked.QuestionId == question.Id)).ThenByDescending(question => question.AskedAt).ThenBy(question => question.Id)
            .Skip((page - 1) * size).Take(size).ToListAsync(ct);
        return new(await Views(rows, db, actor, ct), await questions.CountAsync(ct), page, size, await Counts(db, me, ct));
    }

    private static async Task<QuestionCounts> Counts(OfficeDb db, string me, CancellationToken ct) => new(
        await db.AskedPersons.CountAsync(asked => asked.PersonId == me && asked.State == AskedState.Open, ct),
        await db.Questions.CountAsync(question => question.AskerId == me && db.AskedPersons.Any(asked => asked.QuestionId == question.Id && asked.State == AskedState.Open), ct));

    private static async Task<IReadOnlyList<QuestionView>> Views(IReadOnlyList<Question> questions, OfficeDb db, Actor actor, CancellationToken ct)
    {
        string[] ids = [.. questions.Select(question => question.Id)];
        var asked = (await db.AskedPersons.AsNoTracking().Where(person => ids.Contains(person.QuestionId)).OrderBy(person => person.PersonName).ToListAsync(ct)).ToLookup(person => person.QuestionId);
        var answers = (await db.Answers.AsNoTracking().Where(answer => ids.Contains(answer.QuestionId)).OrderBy(answer => answer.Number).ToListAsync(ct))
            .ToLookup(answer => (answer.QuestionId, answer.PersonId), answer => new AnswerView(answer.Number, answer.Text, answer.At));
        return
        [
            .. questions.Select(question => new QuestionView(
                question.Id, question.TaskId, question.RootId, question.FlowTitle, question.TaskTitle, question.Step, question.AskerId, question.AskerName, question.AskerUnitName,
                question.Text, question.AskedAt,
                [.. asked[question.Id].Select(person => new AskedView(
                    person.PersonId, person.PersonName, person.UnitName, person.Excluded, person.State.ToString(), [.. answers[(question.Id, person.PersonId)]]))],
                asked[question.Id].Any(person => person.PersonId == actor.Id && person.ClosedAt is null),
                question.AskerId == actor.Id && asked[question.Id].Any(person => person.State == AskedState.Open))),
        ];
    }
}
