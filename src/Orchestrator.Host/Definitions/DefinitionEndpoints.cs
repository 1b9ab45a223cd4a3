using System.Buffers;
using Orchestrator.Engine.Definitions;
using Orchestrator.Host.Edge;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Definitions;

public sealed record ValidationDocument(bool Valid, IReadOnlyList<DefinitionProblem> Problems);

/// <param name="PublishedVersion">Null while no version is published.</param>
public sealed record DefinitionSummary(string DefinitionId, string Name, int LatestVersion, string LatestStatus, int? PublishedVersion, DateTimeOffset UpdatedAt);

public sealed record PublishRequest(string CommandId);

/// <summary>Definitions as data: read, check, upload as a draft version, publish. Running instances keep their version.</summary>
public static class DefinitionEndpoints
{
    private static readonly string[] Readers = ["SA", "SE", "AU", "ZB", "BB-JB", "BB-SH", "BB-ZR"];

    public static void MapDefinitions(this IEndpointRouteBuilder api)
    {
        var definitions = api.MapGroup("/definitions").WithTags("definitions");
        definitions.MapGet("", List).Allow(Readers).WithName("ListDefinitions").WithSummary("流程定义");
        definitions.MapPost("", Upload).Allow("SA", "BB-JB").WithName("UploadDefinition")
            .Accepts<object>("application/json").Produces<DefinitionVersion>().ProducesProblem(422).WithSummary("上传为新的草稿版本");
        definitions.MapPost("/validate", Check).Allow(Readers).WithName("ValidateDefinition")
            .Accepts<object>("application/json").Produces<ValidationDocument>().WithSummary("检查，不保存");
        definitions.MapGet("/{id}/versions", Versions).Allow(Readers).WithName("ListDefinitionVersions")
            .Produces<IReadOnlyList<DefinitionVersion>>().ProducesProblem(404).WithSummary("一个定义的各版本");
        definitions.MapGet("/{id}/versions/{version:int}", Document).Allow(Readers).WithName("GetDefinitionVersion")
            .Produces<object>().ProducesProblem(404).WithSummary("版本的 JSON 原文");
        definitions.MapGet("/{id}/versions/{version:int}/graph", Graph).Allow(Readers).WithName("GetDefinitionGraph")
            .Produces<WorkflowGraph>().ProducesProblem(404).WithSummary("流程图");
        definitions.MapPost("/{id}/versions/{version:int}/publish", Publish).Allow("SA", "BB-SH", "BB-ZR").WithName("PublishDefinition")
            .Produces<DefinitionVersion>().ProducesProblem(404).ProducesProblem(409).WithSummary("发布：此后新开的事项使用此版本");
        definitions.MapPost("/{id}/versions/{version:int}/retract", Retract).Allow("SA", "BB-SH", "BB-ZR").WithName("RetractDefinition")
            .Produces<DefinitionVersion>().ProducesProblem(404).ProducesProblem(409).WithSummary("撤下：不再开新的事项，进行中的照旧");
    }

    private static async Task<IReadOnlyList<DefinitionSummary>> List(DefinitionStore store, CancellationToken ct) =>
    [
        .. (await store.List(ct)).GroupBy(v => v.DefinitionId).Select(versions =>
        {
            var latest = versions.MaxBy(v => v.Version)!;
            var published = versions.FirstOrDefault(v => v.Status == "Published");
            return new DefinitionSummary(latest.DefinitionId, latest.Name, latest.Version, latest.Status, published?.Version, latest.PublishedAt ?? latest.CreatedAt);
        }).OrderBy(d => d.DefinitionId, StringComparer.Ordinal),
    ];

    private static async Task<IResult> Check(HttpContext http, DefinitionStore store)
    {
        var document = await ReadBody(http);
        var problems = store.Validate(document);
        return TypedResults.Ok(new ValidationDocument(!problems.Any(IsError), problems));
    }

    private static async Task<IResult> Upload(HttpContext http, Actor actor, DefinitionStore store, CommandRunner commands, string? commandId = null)
    {
        var document = await ReadBody(http);
        var problems = store.Validate(document);
        if (problems.Any(IsError))
        {
            return Faulty(problems).ToResult();
        }

        var head = CommandHead.From(http, actor, commandId ?? Guid.NewGuid().ToString("N"), "Definitions.Upload", "definition");
        var outcome = await commands.Run<DefinitionVersion>(
            head,
            async work =>
            {
                var uploaded = await store.Upload(document, work);
                return uploaded.Version is { } version ? version : Faulty(uploaded.Problems);
            },
            http.RequestAborted);
        return outcome.ToResult();
    }

    private static async Task<IResult> Versions(string id, DefinitionStore store, CancellationToken ct)
    {
        var versions = await store.Versions(id, ct);
        return versions.Count == 0 ? Unknown().ToResult() : TypedResults.Ok(versions);
    }

    private static async Task<IResult> Document(string id, int version, DefinitionStore store, CancellationToken ct) =>
        await store.Document(id, version, ct) is { } document ? TypedResults.Bytes(document, "application/json; charset=utf-8") : Unknown().ToResult();

    private static async Task<IResult> Graph(string id, int version, DefinitionStore store, CancellationToken ct) =>
        await store.Document(id, version, ct) is { } document && store.Read(document) is { } workflow
            ? TypedResults.Ok(WorkflowGraph.Of(workflow))
            : Unknown().ToResult();

    private static async Task<IResult> Publish(
        string id, int version, PublishRequest request, HttpContext http, Actor actor, DefinitionStore store, CommandRunner commands)
    {
        var head = CommandHead.From(http, actor, request.CommandId, "Definitions.Publish", "definition", id, new { version });
        return (await commands.Run(head, work => store.Publish(id, version, work), http.RequestAborted)).ToResult();
    }

    private static async Task<IResult> Retract(
        string id, int version, PublishRequest request, HttpContext http, Actor actor, DefinitionStore store, CommandRunner commands)
    {
        var head = CommandHead.From(http, actor, request.CommandId, "Definitions.Retract", "definition", id, new { version });
        return (await commands.Run(head, work => store.Retract(id, version, work), http.RequestAborted)).ToResult();
    }

    private static async Task<byte[]> ReadBody(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("content type", StatusCodes.Status415UnsupportedMediaType);
        }

        var read = await http.Request.BodyReader.ReadAtLeastAsync((int)Limits.MaxBody, http.RequestAborted);
        var document = read.Buffer.ToArray();
        http.Request.BodyReader.AdvanceTo(read.Buffer.End);
        return document;
    }

    private static bool IsError(DefinitionProblem problem) => problem.Severity == ProblemSeverity.Error;

    private static Refusal Unknown() => Refusal.NotFound("definition.unknown", "没有这个流程定义或版本。");

    private static Refusal Faulty(IReadOnlyList<DefinitionProblem> problems) => Refusal.Invalid(
        "definition.invalid", $"流程定义有 {problems.Count} 处问题，没有保存。",
        [.. problems.Select(p => new FieldProblem(p.Path, p.MessageZh, p.Line, p.Column))]);
}
