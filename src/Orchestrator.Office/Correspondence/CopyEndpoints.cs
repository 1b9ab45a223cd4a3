using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

/// <param name="UnitIds">Everybody who works there now.</param>
public sealed record SendCopies(string CommandId, IReadOnlyList<string>? PersonIds, IReadOnlyList<string>? UnitIds, string? Remark);

public sealed record CopyCommand(string CommandId);

/// <param name="PersonIds">Null: everybody who has not read.</param>
public sealed record TakeBackCopies(string CommandId, IReadOnlyList<string>? PersonIds);

public sealed record WriteOpinion(string CommandId, string? Opinion);

public static class CopyEndpoints
{
    public static IEndpointRouteBuilder MapCopies(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").WithTags("correspondence");
        api.MapPost("/cases/{id}/copies", Send).AllowSignedIn().Produces<CopiesSent>().WithName("sendCopies").WithSummary("抄送、传阅一个流程");
        api.MapGet("/copies", List).AllowSignedIn().Produces<CircularPage>().WithName("listCopies").WithSummary("传阅给我的、我发出的");
        api.MapGet("/copies/{id}", async (string id, OfficeDb db, TaskQueries tasks, Actor actor, CancellationToken ct) =>
                await CopyQueries.Find(id, db, tasks, actor, ct) is { } found ? Results.Ok(found) : Refusal.NotFound("copies.unknown", "没有这件传阅，或您无权查看。").ToResult())
            .AllowSignedIn().Produces<CircularDetail>().WithName("getCopy").WithSummary("一件传阅及其回执");
        api.MapPost("/copies/{id}/open", (string id, CopyCommand body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
            Run(runner, http, actor, body.CommandId, "Copies.Open", id, body, work => ReadingCopies.Open(id, work), ct)).AllowSignedIn().Produces<Done>().WithName("openCopy").WithSummary("打开即为已读");
        api.MapPost("/copies/{id}/opinion", (string id, WriteOpinion body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
            Run(runner, http, actor, body.CommandId, "Copies.Opine", id, body, work => ReadingCopies.Opine(id, body.Opinion, work), ct)).AllowSignedIn().Produces<Done>().WithName("opineOnCopy").WithSummary("阅知意见");
        api.MapPost("/copies/{id}/remind", (string id, CopyCommand body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
            Run(runner, http, actor, body.CommandId, "Copies.Remind", id, body, work => Circulating.Remind(id, work), ct)).AllowSignedIn().Produces<Done>().WithName("remindOfCopy").WithSummary("催阅");
        api.MapPost("/copies/{id}/take-back", (string id, TakeBackCopies body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
            Run(runner, http, actor, body.CommandId, "Copies.TakeBack", id, body, work => Circulating.TakeBack(id, body.PersonIds, work), ct))
            .AllowSignedIn().Produces<Done>().WithName("takeBackCopies").WithSummary("收回未读的传阅");
        return app;
    }

    private static async Task<IResult> Send(
        string id, SendCopies body, FlowMembers members, Receivers receivers, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct)
    {
        if (await members.Flow(id, actor, ct) is not { } flow)
        {
            return Refusal.NotFound("flow.unknown", "没有这个流程，或您没有办理或发起过它，不能传阅。").ToResult();
        }

        var (persons, refusal) = await receivers.Of(body.PersonIds, body.UnitIds, actor, ct);
        return refusal is not null
            ? refusal.ToResult()
            : await Run(runner, http, actor, body.CommandId, "Copies.Send", id, body, work => Circulating.Send(flow, body.Remark, persons, work), ct, "case");
    }

    private static async Task<IResult> List(
        OfficeDb db, Actor actor, CancellationToken ct, [FromQuery] string view = "received", [FromQuery] bool unread = false, [FromQuery] string? q = null,
        [FromQuery] int page = 1, [FromQuery] int size = 20) =>
        view is not ("received" or "sent")
            ? Refusal.Invalid("list.filter", "列表的筛选条件有误。", new FieldProblem("view", "只能是：received、sent。")).ToResult()
            : Results.Ok(await CopyQueries.List(view == "sent", unread, q, page, size, db, actor, ct));

    private static async Task<IResult> Run<T>(
        CommandRunner runner, HttpContext http, Actor actor, string commandId, string name, string id, object body, Func<UnitOfWork, Task<Outcome<T>>> deed, CancellationToken ct,
        string objectType = "circular") =>
        (await runner.Run(CommandHead.From(http, actor, commandId, name, objectType, id, body), deed, ct)).ToResult();
}
