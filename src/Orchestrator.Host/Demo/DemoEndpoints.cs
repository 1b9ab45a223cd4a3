using Orchestrator.Host.Demo.Clock;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Demo;

/// <summary>One account of the demonstration, with its password: shown on the sign-in page.</summary>
public sealed record DemoAccount(string UserName, string Name, string? UnitId, string? UnitName, IReadOnlyList<string> Roles, string Password);

/// <param name="AdvanceTo">The new time of the demonstration; later than now and at most a year ahead.</param>
public sealed record AdvanceClock(DateTimeOffset AdvanceTo);

public sealed record ClockAdvanced(DateTimeOffset Now);

internal static class DemoEndpoints
{
    public static void MapDemo(this IEndpointRouteBuilder api)
    {
        var demo = api.MapGroup("/demo").WithTags("demo");
        demo.MapGet("/accounts", () => TypedResults.Ok(Accounts)).AllowAnonymous().WithName("ListDemoAccounts").WithSummary("演示账号");
        demo.MapPost("/clock", Advance).Allow("SA", "ZB").WithName("AdvanceDemoClock").Produces<ClockAdvanced>().ProducesProblem(409).ProducesProblem(422)
            .WithSummary("拨快演示时钟");
    }

    private static IReadOnlyList<DemoAccount> Accounts { get; } =
    [
        .. DemoCity.People.Select(person => new DemoAccount(
            person.UserName, person.Name, person.UnitId, person.UnitId is { } unit ? DemoCity.Unit(unit).Name : null, person.Roles, DemoCity.Password)),
    ];

    private static async Task<IResult> Advance(AdvanceClock body, DemoClock clock, DemoTime time, DemoProgress progress, CancellationToken ct)
    {
        if (!progress.Done)
        {
            return Refusal.Conflict("demo.preparing", "演示数据正在生成，请稍后再拨快时钟").ToResult();
        }

        var now = clock.GetUtcNow();
        if (body.AdvanceTo < now || body.AdvanceTo > now.AddDays(366))
        {
            const string Wrong = "时钟只能向后拨，且一次不超过一年";
            return Refusal.Invalid("demo.clock", Wrong, new FieldProblem("advanceTo", Wrong)).ToResult();
        }

        await time.MoveTo(body.AdvanceTo, ct);
        return Results.Ok(new ClockAdvanced(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8))));
    }
}
