using Microsoft.OpenApi;

namespace Orchestrator.Host.Edge;

/// <summary>The OpenAPI document, from which the client's types are made.</summary>
public static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", api =>
    {
        api.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Orchestrator", Version = "v1", Description = "机构改革文稿与事项的流程编排" };
            document.Servers = [new() { Url = "/" }];
            return Task.CompletedTask;
        });
        // Whatever else an operation answers, a failure is always a problem document.
        api.AddOperationTransformer(async (operation, context, ct) =>
        {
            var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemDocument), null, ct);
            operation.Responses ??= [];
            foreach (var status in operation.Responses.Keys.Where(s => s[0] is '4' or '5').ToArray())
            {
                operation.Responses.Remove(status);
            }

            context.Document?.AddComponent("ProblemDocument", schema);
            operation.Responses["default"] = new OpenApiResponse
            {
                Description = "拒绝或故障",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("ProblemDocument", context.Document) },
                },
            };
        });
    });
}
