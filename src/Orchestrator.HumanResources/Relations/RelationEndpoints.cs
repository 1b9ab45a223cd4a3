using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.HumanResources.Register;
using Orchestrator.Runtime;

namespace Orchestrator.HumanResources.Relations;

/// <param name="EndsOn">Last day; null for 无固定期限.</param>
public sealed record SignContract(string CommandId, ContractKind? Kind, string? Number, DateOnly? StartsOn, DateOnly? EndsOn, string? DocNo);

/// <param name="EndsOn">The new last day; null for 无固定期限.</param>
public sealed record RenewContract(string CommandId, DateOnly? EndsOn, string? DocNo);

/// <param name="On">Last day.</param>
public sealed record EndContract(string CommandId, DateOnly? On, string? DocNo);

/// <param name="From">A day of the first month.</param>
public sealed record BeginInsurance(string CommandId, InsuranceKind? Kind, DateOnly? From, string? DocNo);

/// <param name="On">Last day.</param>
public sealed record StopInsurance(string CommandId, DateOnly? On, string? DocNo);

/// <param name="From">A day of the first month that the person's unit pays.</param>
public sealed record ChangePayer(string CommandId, DateOnly? From, string? DocNo);

/// <summary>人社's desk for contracts and insurances: 人社 writes, those read who may see names.</summary>
public static class RelationEndpoints
{
    private const string Desk = "RS";

    public static IEndpointRouteBuilder MapRelations(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/human-resources/people/{personKey}").WithTags("human-resources");
        api.MapGet("/relations", async (string personKey, RelationQueries queries, Actor actor, TimeProvider clock, CancellationToken ct) => await queries.Of(personKey, actor.Has(Desk), clock.GetUtcNow(), ct) is { } found
                ? Results.Ok(found)
                : RelationDesk.Unknown.ToResult())
            .Allow(PeopleEndpoints.Readers).Produces<PersonRelations>().ProducesProblem(404).WithName("getRelations").WithSummary("一个人员的合同、社会保险和变更经过");
        Deed<SignContract>("/contracts", "signContract", "签订合同", body => body.CommandId, "SignContract", (desk, person, _, body) => desk.Sign(person, body));
        Deed<RenewContract>("/contracts/{about}/renew", "renewContract", "续订合同", body => body.CommandId, "RenewContract", (desk, person, number, body) => desk.Renew(person, number, body));
        Deed<EndContract>("/contracts/{about}/end", "endContract", "终止合同", body => body.CommandId, "EndContract", (desk, person, number, body) => desk.End(person, number, body));
        Deed<BeginInsurance>("/insurances", "beginInsurance", "参加社会保险", body => body.CommandId, "BeginInsurance", (desk, person, _, body) => desk.Begin(person, body));
        Deed<StopInsurance>("/insurances/{about}/stop", "stopInsurance", "停止参保", body => body.CommandId, "StopInsurance", (desk, person, kind, body) => desk.Stop(person, kind, body));
        Deed<ChangePayer>("/insurances/{about}/payer", "changePayer", "参保单位变更为所在单位", body => body.CommandId, "ChangePayer", (desk, person, kind, body) => desk.PayHere(person, kind, body));
        return app;

        void Deed<T>(string path, string name, string summary, Func<T, string> commandId, string deed, Func<RelationDesk, string, string, T, Task<Outcome<Done>>> body)
            where T : notnull =>
            api.MapPost(path, async (string personKey, T asked, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                {
                    var about = http.GetRouteValue("about") as string ?? "";
                    var head = CommandHead.From(http, actor, commandId(asked), $"Relations.{deed}", "person", personKey, new { about, asked });
                    return (await runner.Run(head, work => body(new RelationDesk(work), personKey, about, asked), ct)).ToResult();
                })
                .Allow(Desk).Produces<Done>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithName(name).WithSummary(summary);
    }
}
