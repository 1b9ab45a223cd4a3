using Orchestrator.Runtime;

namespace Orchestrator.Host.HandOvers;

/// <param name="SetAside">Closed for now, to come again: a correction or a signer is waited for.</param>
/// <param name="Goes">Whether it can be the receiver's; as long as nobody is chosen, whether it can be given away at all.</param>
/// <param name="Why">Why not, a Chinese sentence.</param>
public sealed record HandOverItem(string TaskId, string Title, string FlowTitle, string CaseId, DateTimeOffset? DueAt, bool SetAside, bool Goes, string? Why);

/// <param name="WithUnit">Open tasks that he has by unit and role: whoever has the role there goes on with them.</param>
/// <param name="Questions">Questions that wait for his answer (沟通).</param>
/// <param name="Proxies">Proxies from and to him that would end.</param>
/// <param name="RunningBatchId">A hand-over from him that has not finished.</param>
public sealed record HandOverDocument(
    string PersonName, string? UnitId, string? UnitName, IReadOnlyList<HandOverItem> Items, int WithUnit, int Questions, int Proxies, string? RunningBatchId);

public sealed record HandOverRequest(string CommandId, string ToId, string Reason);

/// <param name="BatchId">The results, one for each task; null when there were only proxies to end.</param>
public sealed record HandOverBegun(string? BatchId, int Tasks, int Proxies);

/// <summary>Hand-over of somebody who leaves (离职、调离移交): for whoever may close accounts.</summary>
public static class HandOverEndpoints
{
    public static void MapHandOvers(this IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/accounts/{id}/hand-over").WithTags("accounts");
        account.MapGet("", Preview).Allow("SA").WithName("PreviewHandOver").Produces<HandOverDocument>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary("移交预览：哪些任务会移交，哪些不会，为什么");
        account.MapPost("", Begin).Allow("SA").WithName("HandOver").Produces<HandOverBegun>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary("离职、调离移交");
    }

    private static async Task<IResult> Preview(string id, HandOverDesk desk, Actor actor, CancellationToken ct, string? to = null) =>
        (await desk.Preview(id, string.IsNullOrWhiteSpace(to) ? null : to, actor, ct)).ToResult();

    private static async Task<IResult> Begin(string id, HandOverRequest request, HttpContext http, Actor actor, CommandRunner commands, BatchOperations batches, HandOverDesk desk) =>
        HandOverRules.CheckReason(request.Reason) is { } bad
            ? bad.ToResult()
            : (await commands.Run(
                CommandHead.From(http, actor, request.CommandId, "Accounts.HandOver", "account", id, new { request.ToId, request.Reason }),
                work => desk.Begin(id, request.ToId, request.Reason.Trim(), batches, work), http.RequestAborted)).ToResult();
}
