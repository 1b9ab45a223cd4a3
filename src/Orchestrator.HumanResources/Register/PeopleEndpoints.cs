using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Runtime;

namespace Orchestrator.HumanResources.Register;

public sealed record FindPeople(IReadOnlyList<string>? PersonKeys);

public static class PeopleEndpoints
{
    private const int MostKeys = 500;

    // 转隶名册 with names (domain/09): those who make and check lists, and no administrator.
    internal static readonly string[] Readers = ["BB-JB", "BB-SH", "BB-ZR", "ZZ", "CZ", "RS", "ZB"];

    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/human-resources/people").WithTags("human-resources");
        api.MapGet("", List).Allow(Readers).Produces<PeoplePage>().ProducesProblem(422).WithName("listRegister").WithSummary("一个单位的实名制人员");
        api.MapPost("/find", Find).Allow(Readers).Produces<IReadOnlyList<RegisterPerson>>().ProducesProblem(422).WithName("findInRegister").WithSummary("按人员标识查询人员");
        api.MapGet("/{personKey}/movements", async (string personKey, PeopleQueries queries, CancellationToken ct) => Results.Ok(await queries.Movements(personKey, ct)))
            .Allow(Readers).Produces<IReadOnlyList<MovementView>>().WithName("listMovements").WithSummary("一个人员的转隶经过");
        return app;
    }

    private static async Task<IResult> List(PeopleQueries queries, CancellationToken ct, string? unitId = null, string? q = null, int page = 1, int size = 20) => string.IsNullOrWhiteSpace(unitId)
        ? Refusal.Invalid("people.unit", "请选择单位。", new FieldProblem("unitId", "请选择单位。")).ToResult()
        : Results.Ok(await queries.List(unitId, string.IsNullOrWhiteSpace(q) ? null : q.Trim(), page, size, ct));

    private static async Task<IResult> Find(FindPeople body, PeopleQueries queries, CancellationToken ct) => body.PersonKeys is not { Count: > 0 and <= MostKeys } keys
        ? Refusal.Invalid("people.keys", $"一次查询1至{MostKeys}人。", new FieldProblem("personKeys", $"一次查询1至{MostKeys}人。")).ToResult()
        : Results.Ok(await queries.Find(keys, ct));
}
