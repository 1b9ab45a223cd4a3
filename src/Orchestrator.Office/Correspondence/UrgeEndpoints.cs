using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

public sealed record UrgeTask(string CommandId);

public static class UrgeEndpoints
{
    public static IEndpointRouteBuilder MapUrges(this IEndpointRouteBuilder app)
    {
        app.MapPost("/tasks/{id}/urge", async (string id, UrgeTask body, FlowMembers members, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                (await runner.Run(
                    CommandHead.From(http, actor, body.CommandId, "Tasks.Urge", "task", id, body),
                    work => Urging.Run(id, task => members.MayUrge(task, actor, ct), work), ct)).ToResult())
            .AllowSignedIn().Produces<Done>().WithTags("correspondence").WithName("urgeTask").WithSummary("催办");
        return app;
    }
}
