using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Transfers;

public sealed record BeginTransfer(string CommandId, TransferPlan Plan);

public sealed record ConfirmTransfer(string CommandId, string? NoticeNo);

public sealed record ReleaseTransfer(string CommandId, string? Reason);

public sealed record RetryTransfer(string CommandId, TransferAuthority Authority);

public static class TransferEndpoints
{
    public static IEndpointRouteBuilder MapTransfers(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/transfers").WithTags("transfers");
        api.MapGet("", List).Allow(TransferRights.See).Produces<TransferPage>().ProducesProblem(422).WithName("listTransfers").WithSummary("转隶事项");
        api.MapGet("/{id}", async (string id, TransferQueries queries, Actor actor, CancellationToken ct) =>
                await queries.Find(id, actor, ct) is { } found ? Results.Ok(found) : TransferDesk.NotFound.ToResult())
            .Allow(TransferRights.See).Produces<TransferDocument>().ProducesProblem(404).WithName("getTransfer").WithSummary("一个转隶事项");
        api.MapPost("", (BeginTransfer body, TransferDesk desk, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(http, actor, body.CommandId, "Transfers.Begin", null, body, work => desk.Begin(body.Plan, work), runner, ct))
            .Allow(TransferRights.Keep).Produces<TransferBegun>().ProducesProblem(422).WithName("beginTransfer").WithSummary("提出转隶事项");
        api.MapPost("/{id}/confirm", (string id, ConfirmTransfer body, TransferDesk desk, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(http, actor, body.CommandId, "Transfers.Confirm", id, body, work => desk.Confirm(id, body.NoticeNo, work), runner, ct))
            .Allow(TransferRights.Approve).Produces<Done>().ProducesProblem(409).ProducesProblem(422).WithName("confirmTransfer").WithSummary("批准执行转隶");
        api.MapPost("/{id}/release", (string id, ReleaseTransfer body, TransferDesk desk, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(http, actor, body.CommandId, "Transfers.Release", id, body, work => desk.Release(id, body.Reason, work), runner, ct))
            .Allow(TransferRights.Keep).Produces<Done>().ProducesProblem(409).ProducesProblem(422).WithName("releaseTransfer").WithSummary("释放预留");
        api.MapPost("/{id}/retry", (string id, RetryTransfer body, TransferDesk desk, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(http, actor, body.CommandId, "Transfers.Retry", id, body, work => desk.Retry(id, body.Authority, work), runner, ct))
            .Allow(TransferRights.Keep).Produces<Done>().ProducesProblem(409).WithName("retryTransfer").WithSummary("再次请部门办理");
        return app;
    }

    private static async Task<IResult> Run<T>(
        HttpContext http, Actor actor, string commandId, string name, string? id, object body, Func<UnitOfWork, Task<Outcome<T>>> deed, CommandRunner runner, CancellationToken ct) =>
        (await runner.Run(CommandHead.From(http, actor, commandId, name, "transfer", id, body), deed, ct)).ToResult();

    private static async Task<IResult> List(TransferQueries queries, CancellationToken ct, TransferStatus? status = null, string? q = null, int page = 1, int size = 20) =>
        Results.Ok(await queries.List(status, string.IsNullOrWhiteSpace(q) ? null : q.Trim(), page, size, ct));
}
