using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Organization.Book;
using Orchestrator.Runtime;

namespace Orchestrator.Organization.Postings;

/// <summary>Who does what with postings (domain/09): 编办经办 proposes, 编办审核 or 编办主任 approves, never his own; a freeze may be approved by 组织部, 人社 and 领导 too.</summary>
internal static class PostingRights
{
    public static readonly string[] Propose = ["BB-JB", "BB-ZR"];

    public static readonly string[] Approve = ["BB-SH", "BB-ZR"];

    public static readonly string[] ApproveFreeze = ["BB-SH", "BB-ZR", "ZZ", "RS", "LD"];

    /// <summary>Everybody who proposes or approves something.</summary>
    public static readonly string[] Keep = ["BB-JB", "BB-SH", "BB-ZR", "ZZ", "RS", "LD"];

    public static string[] Approvers(PostingKind kind) => kind is PostingKind.StartFreeze or PostingKind.LiftFreeze ? ApproveFreeze : Approve;

    public static bool MayApprove(Actor actor, PostingKind kind) => actor.HasAny(Approvers(kind));
}

public sealed record ProposePosting(string CommandId, Posting Posting);

public sealed record CheckPosting(Posting Posting);

public sealed record ApprovePosting(string CommandId);

public sealed record ReturnPosting(string CommandId, string? Reason);

public static class PostingEndpoints
{
    public static IEndpointRouteBuilder MapPostings(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/organization/postings").WithTags("organization");
        api.MapGet("", List).Allow(AccountEndpoints.EveryUnit).Produces<PostingPage>().WithName("listPostings").WithSummary("编制台账的登记");
        api.MapGet("/choices", async (LedgerBook book, TimeProvider clock, CancellationToken ct) =>
                Results.Ok(PostingChoices.Of((await book.Read(ct)).Ledger, PostingDesk.Today(clock.GetUtcNow()))))
            .Allow(PostingRights.Keep).Produces<PostingChoices>().WithName("listPostingChoices").WithSummary("登记时可选的机构、账户、职数等");
        api.MapPost("/check", async (CheckPosting body, PostingDesk desk, TimeProvider clock, CancellationToken ct) => Results.Ok(await desk.Check(body.Posting, clock.GetUtcNow(), ct)))
            .Allow(PostingRights.Keep).Produces<PostingPreview>().WithName("checkPosting").WithSummary("试算一笔登记，不入账");
        api.MapPost("", (ProposePosting body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(http, actor, body.CommandId, "Postings.Propose", null, body, work => Desk(work).Propose(body.Posting, work), runner, ct))
            .Allow(PostingRights.Propose).Produces<PostingReceipt>().ProducesProblem(409).ProducesProblem(422).WithName("proposePosting").WithSummary("提出一笔登记");
        api.MapPost("/{id}/approve", (string id, ApprovePosting body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(http, actor, body.CommandId, "Postings.Approve", id, body, work => Desk(work).Approve(id, work), runner, ct))
            .Allow(PostingRights.ApproveFreeze).Produces<PostingReceipt>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithName("approvePosting").WithSummary("审核入账");
        api.MapPost("/{id}/return", (string id, ReturnPosting body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(http, actor, body.CommandId, "Postings.Return", id, body, work => Desk(work).Return(id, body.Reason, work), runner, ct))
            .Allow(PostingRights.Keep).Produces<Done>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithName("returnPosting").WithSummary("退回或撤回");
        return app;
    }

    // Of the command's own scope: what it reads must be on its connection.
    private static PostingDesk Desk(UnitOfWork work) => work.Service<PostingDesk>();

    private static async Task<IResult> Run<T>(
        HttpContext http, Actor actor, string commandId, string name, string? id, object body, Func<UnitOfWork, Task<Outcome<T>>> deed, CommandRunner runner, CancellationToken ct) =>
        (await runner.Run(CommandHead.From(http, actor, commandId, name, "posting", id, body), deed, ct)).ToResult();

    private static async Task<IResult> List(
        PostingQueries queries, Actor actor, TimeProvider clock, CancellationToken ct, string? unitId = null, PostingKind? kind = null, PostingStatus? status = null, string? q = null, int page = 1, int size = 20) =>
        Results.Ok(await queries.List(new(unitId, kind, status, q?.Trim()), page, size, actor, clock.GetUtcNow(), ct));
}
