using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
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
        api.CreateSchemaReferenceId = new SchemaNames().Of;
        api.AddSchemaTransformer(DescribeValues);
        api.AddSchemaTransformer(DescribeComputed);
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

    // A text that has few values says which: what an enum declares, or what the member is annotated with.
    private static Task DescribeValues(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var member = context.JsonPropertyInfo;
        var annotated = member?.AssociatedParameter?.AttributeProvider ?? member?.AttributeProvider;
        if (annotated?.GetCustomAttributes(true).Select(Values).FirstOrDefault(found => found is not null) is { } values)
        {
            schema.Enum = [.. values.Select(value => (JsonNode)value)];
            if (schema.Type?.HasFlag(JsonSchemaType.Null) == true)
            {
                schema.Enum.Add(JsonNullSentinel.JsonNull);
            }
        }
        else if (schema.Enum is { Count: > 0 } && schema.Type is null)
        {
            schema.Type = schema.Enum.Any(value => value.IsJsonNullSentinel()) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        }

        return Task.CompletedTask;
    }

    // A member that is computed is always sent, and null only when its type says so.
    private static Task DescribeComputed(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        foreach (var computed in context.JsonTypeInfo.Properties.Where(property => property is { Get: not null, Set: null, AssociatedParameter: null, IsGetNullable: false }))
        {
            if (schema.Properties is { } members && members.TryGetValue(computed.Name, out var member) && member is OpenApiSchema described)
            {
                described.Type &= ~JsonSchemaType.Null;
                (schema.Required ??= new HashSet<string>()).Add(computed.Name);
            }
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<string>? Values(object attribute) => attribute switch
    {
        EnumDataTypeAttribute among => Enum.GetNames(among.EnumType),
        AllowedValuesAttribute allowed => allowed.Values.OfType<string>(),
        _ => null,
    };

    /// <summary>The names of schemas. Two types of one name would leave one of them undescribed, so that is refused.</summary>
    private sealed class SchemaNames
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Type> _taken = new();

        public string? Of(JsonTypeInfo type)
        {
            var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
            var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
            return name is null || _taken.GetOrAdd(name, plain) == plain
                ? name
                : throw new InvalidOperationException($"接口说明里有两个 {name}：{_taken[name]}、{plain}");
        }
    }
}
