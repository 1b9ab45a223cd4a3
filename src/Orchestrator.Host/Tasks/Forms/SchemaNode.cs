using System.Globalization;
using System.Text.RegularExpressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Host.Tasks.Forms;

/// <summary>One (sub)schema. Each keyword checks on its own, as the standard says; sentences use the title where there is one.</summary>
internal sealed class SchemaNode
{
    public string? Title { get; set; }
    public bool Never { get; init; }
    public string[] Types { get; set; } = [];
    public List<object?>? Enum { get; set; }
    public string[] EnumTitles { get; set; } = [];
    public bool HasConst { get; set; }
    public object? Const { get; set; }
    public string[] Required { get; set; } = [];
    public Dictionary<string, SchemaNode> Properties { get; set; } = [];
    public SchemaNode? Additional { get; set; }
    public SchemaNode? Items { get; set; }
    public int? MinItems { get; set; }
    public int? MaxItems { get; set; }
    public bool UniqueItems { get; set; }
    public int? MinLength { get; set; }
    public int? MaxLength { get; set; }
    public Regex? Pattern { get; set; }
    public string? Format { get; set; }
    public double? Minimum { get; set; }
    public double? Maximum { get; set; }
    public double? ExclusiveMinimum { get; set; }
    public double? ExclusiveMaximum { get; set; }
    public double? MultipleOf { get; set; }
    public List<SchemaNode> OneOf { get; set; } = [];
    public List<SchemaNode> AnyOf { get; set; } = [];
    public List<SchemaNode> AllOf { get; set; } = [];
    public SchemaNode? Not { get; set; }
    public SchemaNode? If { get; set; }
    public SchemaNode? Then { get; set; }
    public SchemaNode? Else { get; set; }

    public void Check(object? value, string path, List<SchemaFault> faults)
    {
        if (Never)
        {
            faults.Add(new(path, "不允许填写此项。"));
            return;
        }

        if (Types.Length > 0 && !Types.Any(t => Is(value, t)))
        {
            faults.Add(new(path, $"{Named}应为{string.Join("或", Types.Select(TypeName))}。"));
            return;
        }

        CheckChoice(value, path, faults);
        switch (value)
        {
            case string text: CheckText(text, path, faults); break;
            case double number: CheckNumber(number, path, faults); break;
            case JsArray array: CheckArray(array, path, faults); break;
            case JsObject map: CheckObject(map, path, faults); break;
        }

        CheckCombined(value, path, faults);
    }

    private string Named => Title is null ? "" : $"“{Title}”";

    private bool Accepts(object? value, string path)
    {
        var faults = new List<SchemaFault>();
        Check(value, path, faults);
        return faults.Count == 0;
    }

    private void CheckChoice(object? value, string path, List<SchemaFault> faults)
    {
        if (Enum is not null && !Enum.Exists(e => Same(e, value)))
        {
            faults.Add(new(path, $"{Named}只能是：{string.Join("、", Enum.Select(ShownChoice))}。"));
        }

        if (HasConst && !Same(Const, value))
        {
            faults.Add(new(path, $"{Named}只能是：{Shown(Const)}。"));
        }
    }

    // Lengths count characters as people see them in the standard: Unicode code points, not UTF-16 units.
    private void CheckText(string text, string path, List<SchemaFault> faults)
    {
        var length = text.Length;
        foreach (var c in text)
        {
            length -= char.IsLowSurrogate(c) ? 1 : 0;
        }

        if (MinLength > 0 && string.IsNullOrWhiteSpace(text))
        {
            faults.Add(new(path, $"{Named}必须填写。"));
        }
        else if (length < MinLength)
        {
            faults.Add(new(path, $"{Named}至少填写 {MinLength} 个字，现为 {length} 个字。"));
        }

        if (length > MaxLength)
        {
            faults.Add(new(path, $"{Named}最多 {MaxLength} 个字，现为 {length} 个字。"));
        }

        if (Pattern is not null && !Pattern.IsMatch(text))
        {
            faults.Add(new(path, $"{Named}格式不正确。"));
        }

        if (Format is not null && !Formatted(text, Format))
        {
            faults.Add(new(path, Format == "uuid" ? $"{Named}应为 UUID。" : $"{Named}应为有效的{(Format == "date" ? "日期（年-月-日）" : "时间（ISO 8601）")}。"));
        }
    }

    private void CheckNumber(double number, string path, List<SchemaFault> faults)
    {
        if (number < Minimum || number <= ExclusiveMinimum)
        {
            faults.Add(new(path, $"{Named}应{(Minimum is null ? "大于" : "不小于")} {Shown(Minimum ?? ExclusiveMinimum)}。"));
        }

        if (number > Maximum || number >= ExclusiveMaximum)
        {
            faults.Add(new(path, $"{Named}应{(Maximum is null ? "小于" : "不大于")} {Shown(Maximum ?? ExclusiveMaximum)}。"));
        }

        if (MultipleOf is > 0 && Math.IEEERemainder(number, MultipleOf.Value) != 0)
        {
            faults.Add(new(path, $"{Named}应为 {Shown(MultipleOf)} 的倍数。"));
        }
    }

    private void CheckArray(JsArray array, string path, List<SchemaFault> faults)
    {
        if (array.Count < MinItems)
        {
            faults.Add(new(path, $"{Named}至少 {MinItems} 项，现为 {array.Count} 项。"));
        }

        if (array.Count > MaxItems)
        {
            faults.Add(new(path, $"{Named}最多 {MaxItems} 项，现为 {array.Count} 项。"));
        }

        if (UniqueItems)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < array.Count; i++)
            {
                if (!seen.Add(JsonText.Write(array[i])))
                {
                    faults.Add(new($"{path}[{i}]", $"{Named}第 {i + 1} 项与前面的项重复。"));
                }
            }
        }

        for (var i = 0; Items is not null && i < array.Count; i++)
        {
            Items.Check(array[i], $"{path}[{i}]", faults);
        }
    }

    private void CheckObject(JsObject map, string path, List<SchemaFault> faults)
    {
        foreach (var name in Required)
        {
            if (!map.Has(name))
            {
                var title = Properties.TryGetValue(name, out var known) ? known.Title : null;
                faults.Add(new($"{path}.{name}", $"“{title ?? name}”必须填写。"));
            }
        }

        foreach (var (name, value) in map.Members)
        {
            if (Properties.TryGetValue(name, out var known))
            {
                known.Check(value, $"{path}.{name}", faults);
            }
            else if (Additional is { Never: true })
            {
                faults.Add(new($"{path}.{name}", $"没有名为“{name}”的填写项。"));
            }
            else
            {
                Additional?.Check(value, $"{path}.{name}", faults);
            }
        }
    }

    private void CheckCombined(object? value, string path, List<SchemaFault> faults)
    {
        foreach (var part in AllOf)
        {
            part.Check(value, path, faults);
        }

        if (AnyOf.Count > 0 && !AnyOf.Exists(s => s.Accepts(value, path)))
        {
            Nearest(AnyOf, value).Check(value, path, faults);
        }

        if (OneOf.Count > 0)
        {
            var fitting = OneOf.Count(s => s.Accepts(value, path));
            if (fitting == 0)
            {
                ExplainOneOf(value, path, faults);
            }
            else if (fitting > 1)
            {
                faults.Add(new(path, $"{Named}同时符合多种填写方式，无法判断。"));
            }
        }

        if (Not is not null && Not.Accepts(value, path))
        {
            faults.Add(new(path, $"{Named}不能这样填写。"));
        }

        if (If is not null)
        {
            (If.Accepts(value, path) ? Then : Else)?.Check(value, path, faults);
        }
    }

    private void ExplainOneOf(object? value, string path, List<SchemaFault> faults)
    {
        if (OneOf.TrueForAll(s => s.HasConst))
        {
            faults.Add(new(path, $"{Named}只能是：{string.Join("、", OneOf.Select(s => s.Title is null ? Shown(s.Const) : $"{Shown(s.Const)}（{s.Title}）"))}。"));
        }
        else
        {
            Nearest(OneOf, value).Check(value, path, faults);
        }
    }

    // The alternative that a person most likely meant is the one with the fewest faults.
    private static SchemaNode Nearest(List<SchemaNode> alternatives, object? value) => alternatives.MinBy(s =>
    {
        var faults = new List<SchemaFault>();
        s.Check(value, "", faults);
        return faults.Count;
    })!;

    private static bool Is(object? value, string type) => (value, type) switch
    {
        (null, "null") or (string, "string") or (bool, "boolean") or (JsArray, "array") or (JsObject, "object") or (double, "number") => true,
        (double number, "integer") => number == Math.Floor(number),
        _ => false,
    };

    private static string TypeName(string type) => type switch
    {
        "string" => "文本",
        "number" => "数字",
        "integer" => "整数",
        "boolean" => "是或否",
        "array" => "列表",
        "object" => "对象",
        _ => "空",
    };

    private static bool Formatted(string text, string format) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        _ => Guid.TryParseExact(text, "D", out _),
    };

    private string ShownChoice(object? choice, int index) =>
        index < EnumTitles.Length ? $"{Shown(choice)}（{EnumTitles[index]}）" : Shown(choice);

    private static bool Same(object? left, object? right) => JsonText.Write(left) == JsonText.Write(right);

    private static string Shown(object? value) => value switch
    {
        string text => text,
        double number => number.ToString(CultureInfo.InvariantCulture),
        _ => JsonText.Write(value),
    };
}
