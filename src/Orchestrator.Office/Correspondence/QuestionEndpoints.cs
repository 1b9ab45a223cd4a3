using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

public sealed record AskQuestion(string CommandId, string? Text, IReadOnlyList<string>? PersonIds);

/// <param name="Number">How many answers of one's own to this question one has seen; 0 before the first.</param>
public sealed record AnswerQuestion(string CommandId, int Number, string? Text);

public sealed record TakeBackQuestion(string CommandId);

public static class QuestionEndpoints
{
    public static IEndpointRouteBuilder MapQuestions(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").WithTags("correspondence");
        api.MapGet("/tasks/{id}/questions", OfTask).AllowSignedIn().Produces<TaskQuestions>().WithName("listTaskQuestions").WithSummary("一项任务的提问和答复");
        api.MapPost("/tasks/{id}/questions", Ask).AllowSignedIn().Produces<QuestionAsked>().WithName("askQuestion").WithSummary("就任务提问");
        api.MapGet("/questions", List).AllowSignedIn().Produces<QuestionPage>().WithName("listQuestions").WithSummary("向我提问、我提出的");
        api.MapPost("/questions/{id}/answers", async (string id, AnswerQuestion body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                (await runner.Run(CommandHead.From(http, actor, body.CommandId, "Questions.Answer", "question", id, body), work => Answering.Answer(id, body.Number, body.Text, work), ct)).ToResult())
            .AllowSignedIn().Produces<Done>().WithName("answerQuestion").WithSummary("答复，或修改自己的答复");
        api.MapPost("/questions/{id}/take-back", async (string id, TakeBackQuestion body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                (await runner.Run(CommandHead.From(http, actor, body.CommandId, "Questions.TakeBack", "question", id, body), work => Asking.TakeBack(id, work), ct)).ToResult())
            .AllowSignedIn().Produces<Done>().WithName("takeBackQuestion").WithSummary("收回自己的提问");
        return app;
    }

    private static async Task<IResult> OfTask(string id, OfficeDb db, TaskQueries tasks, TaskSight sight, FlowMembers members, Actor actor, CancellationToken ct) =>
        await tasks.Find(id, actor, ct) is { } task && await sight.MayLook(task, actor, ct)
            ? Results.Ok(await QuestionQueries.OfTask(id, task.CanDecide, await members.MayCopy(task.Item.CaseId, actor, ct),
                await members.Urgeable(task.Item.CaseId, await tasks.OfCase(task.Item.CaseId, openOnly: true, ct), actor, ct), db, actor, ct))
            : Refusal.NotFound("task.unknown", "没有这项任务，或您无权查看。").ToResult();

    private static async Task<IResult> Ask(string id, AskQuestion body, Receivers receivers, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct)
    {
        var (persons, refusal) = await receivers.Persons(body.PersonIds, ct);
        return refusal is not null
            ? refusal.ToResult()
            : (await runner.Run(CommandHead.From(http, actor, body.CommandId, "Questions.Ask", "task", id, body), work => Asking.Ask(id, body.Text, persons, work), ct)).ToResult();
    }

    private static async Task<IResult> List(
        OfficeDb db, Actor actor, CancellationToken ct, [FromQuery] string view = "asked", [FromQuery] bool open = false, [FromQuery] string? q = null,
        [FromQuery] int page = 1, [FromQuery] int size = 20) =>
        view is not ("asked" or "mine")
            ? Refusal.Invalid("list.filter", "列表的筛选条件有误。", new FieldProblem("view", "只能是：asked、mine。")).ToResult()
            : Results.Ok(await QuestionQueries.List(view == "mine", open, q, page, size, db, actor, ct));
}
