using System.Text.Json;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>Reads the variables of a document or container. Source: section 2.4 of the format.</summary>
internal static class VariableReader
{
    public static Variable[] Read(JsonElement owner, string path, Problems problems)
    {
        if (owner.Get("variables").IsNothing())
        {
            return [];
        }

        path += ".variables";
        if (owner.Get("variables")!.Value.AsList() is not { } items)
        {
            problems.Error(path, "'variables' is not a list.", "variables 必须是列表。");
            return [];
        }

        var found = new List<Variable>();
        var index = -1;
        foreach (var item in items.EnumerateArray())
        {
            var at = $"{path}[{++index}]";
            var name = item.GetText("name");
            if (string.IsNullOrEmpty(name))
            {
                problems.Error(at + ".name", "A variable has no name.", "变量缺少名称。");
                continue;
            }

            var id = item.GetText("id") is { Length: > 0 } given ? given : name;
            if (found.Exists(other => other.Name == name))
            {
                problems.Error(at + ".name", $"Variable '{name}' is declared twice.", $"变量“{name}”重复声明。");
            }
            else if (found.Exists(other => other.Id == id))
            {
                problems.Error(at + ".id", $"Variable id '{id}' is used twice.", $"变量标识“{id}”重复。");
            }
            else
            {
                found.Add(ReadOne(item, id, name, at, problems));
            }
        }

        return [.. found];
    }

    private static Variable ReadOne(JsonElement item, string id, string name, string path, Problems problems)
    {
        var type = item.GetText("typeName") ?? "Object";
        var isArray = item.GetFlag("isArray");
        var bare = new Variable(id, name, type, isArray, null);
        if (item.Get("value") is not { } given || given.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return bare;
        }

        var raw = JsonText.FromElement(given);
        var wanted = TypeNames.Alias(type);
        var value = raw is "" && wanted != "String" ? null : Conversion.ToVariable(bare, raw);
        var fits = wanted switch
        {
            _ when isArray => value is null or JsArray,
            "Boolean" => value is null or bool,
            "Int16" or "Int32" or "Int64" or "Long" => value is null || (value is double number && number == Math.Floor(number)),
            "Single" or "Double" or "Decimal" => value is null or double,
            _ => true,
        };
        if (!fits)
        {
            problems.Error(
                path + ".value", $"The default of variable '{name}' is no {wanted}{(isArray ? "[]" : "")}: '{Conversion.Show(raw)}'.",
                $"变量“{name}”的默认值不是 {wanted}{(isArray ? "[]" : "")}：“{Conversion.Show(raw)}”。");
        }

        return bare with { Default = value };
    }
}
