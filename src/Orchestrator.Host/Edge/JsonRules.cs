using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Orchestrator.Host.Edge;

/// <summary>How the API reads and writes JSON. A member that a request cannot do without is refused by name when it is
/// missing or null, instead of arriving as a null that nobody expects.</summary>
public static class JsonRules
{
    // One of each for the process: what the serializer has learned of a type is shared by options that are equal.
    private static readonly JsonStringEnumConverter Names = new();
    private static readonly DefaultJsonTypeInfoResolver Types = new() { Modifiers = { RequireMembers } };

    public static void Apply(JsonSerializerOptions json)
    {
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.RespectNullableAnnotations = true;
        json.Converters.Add(Names);
        json.TypeInfoResolverChain.Clear();
        json.TypeInfoResolverChain.Add(Types);
    }

    // Members of records that are neither nullable nor have a default.
    private static void RequireMembers(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            if (member.AssociatedParameter is { HasDefaultValue: false, IsNullable: false } parameter && Nullable.GetUnderlyingType(parameter.ParameterType) is null)
            {
                member.IsRequired = true;
            }
        }
    }
}
