using Orchestrator.Runtime;

namespace Orchestrator.Host.Operations;

/// <param name="Revision">The one that was seen; 0 before the first mending.</param>
/// <param name="Body">JSON. Marks of covered passages stand for what they cover.</param>
public sealed record MendDeadLetterCommand(string CommandId, int Revision, string Body);

public sealed record DiscardDeadLetterCommand(string CommandId, string Reason);

/// <summary>死信: messages that a handler could not handle.</summary>
public static class DeadLetterEndpoints
{
    public static void MapDeadLetters(this IEndpointRouteBuilder api)
    {
        var letters = api.MapGroup("/dead-letters").WithTags("operations");
        letters.MapGet("", List).Allow("SA", "ZB").WithName("ListDeadLetters").Produces<Listed<DeadLetter>>().ProducesProblem(422).WithSummary("死信");
        letters.MapGet("/{id:long}", Find).Allow("SA", "ZB").WithName("GetDeadLetter").Produces<DeadLetterContent>().ProducesProblem(404).WithSummary("一条死信的内容");
        letters.MapPost("/{id:long}/mend", Mend).Allow("SA").WithName("MendDeadLetter")
            .Produces<DeadLetterMended>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary("改正内容");
        letters.MapPost("/{id:long}/replay", Replay).Allow("SA").WithName("ReplayDeadLetter").Produces<Done>().ProducesProblem(404).ProducesProblem(409).WithSummary("重投");
        letters.MapPost("/{id:long}/discard", Discard).Allow("SA").WithName("DiscardDeadLetter")
            .Produces<Done>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary("丢弃");
    }

    private static async Task<IResult> List(DeadLetterQueries queries, CancellationToken ct, string? state = null, string? q = null, int page = 1, int size = 50)
    {
        DeadLetterState? wanted = null;
        if (!string.IsNullOrEmpty(state))
        {
            if (!Enum.TryParse<DeadLetterState>(state, out var parsed) || !Enum.IsDefined(parsed) || char.IsDigit(state[0]))
            {
                var names = string.Join("、", Enum.GetNames<DeadLetterState>());
                return Refusal.Invalid("list.filter", "列表的筛选条件有误。", new FieldProblem("state", $"只能是：{names}。")).ToResult();
            }

            wanted = parsed;
        }

        return TypedResults.Ok((await queries.List(wanted, q, Math.Clamp(page, 1, 100_000), Math.Clamp(size, 1, 200), ct)).View(letter => letter));
    }

    private static async Task<IResult> Find(long id, DeadLetterQueries queries, CancellationToken ct) =>
        await queries.Find(id, ct) is { } found ? TypedResults.Ok(found) : Refusal.NotFound("dead-letter.unknown", "没有这条死信：它可能已经处理成功。").ToResult();

    private static async Task<IResult> Mend(long id, MendDeadLetterCommand request, HttpContext http, Actor actor, CommandRunner commands, DeadLetterOperations letters) =>
        (await commands.Run(Head(http, actor, request.CommandId, "DeadLetters.Mend", id, request), work => letters.Mend(id, request.Revision, request.Body, work), http.RequestAborted)).ToResult();

    private static async Task<IResult> Replay(long id, OperationCommand request, HttpContext http, Actor actor, CommandRunner commands, DeadLetterOperations letters) =>
        (await commands.Run(Head(http, actor, request.CommandId, "DeadLetters.Replay", id, null), work => letters.Replay(id, work), http.RequestAborted)).ToResult();

    private static async Task<IResult> Discard(long id, DiscardDeadLetterCommand request, HttpContext http, Actor actor, CommandRunner commands, DeadLetterOperations letters) =>
        (await commands.Run(Head(http, actor, request.CommandId, "DeadLetters.Discard", id, request), work => letters.Discard(id, request.Reason, work), http.RequestAborted)).ToResult();

    private static CommandHead Head(HttpContext http, Actor actor, string commandId, string name, long id, object? body) =>
        CommandHead.From(http, actor, commandId, name, "dead-letter", id.ToString(System.Globalization.CultureInfo.InvariantCulture), body);
}
