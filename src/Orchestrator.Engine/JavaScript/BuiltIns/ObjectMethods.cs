using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Methods that every value has.</summary>
internal static class ObjectMethods
{
    public static readonly MethodTable Table = new()
    {
        { "hasOwnProperty", 1, (run, self, a) => Boxed.Of(Enumeration.HasOwn(self, Property.Key(run, a.At(0)))) },
        { "propertyIsEnumerable", 1, (run, self, a) => Boxed.Of(Enumeration.Names(self).Contains(Property.Key(run, a.At(0)))) },
        { "toString", 0, (_, self, _) => TypeText(self) },
        { "toLocaleString", 0, (run, self, _) => Coerce.ToText(run, self) },
        { "valueOf", 0, (_, self, _) => self },
    };

    public static readonly MethodTable BooleanTable = new()
    {
        { "toString", 0, (run, self, _) => self is bool ? Coerce.ToText(run, self) : throw Wrong(run) },
        { "valueOf", 0, (run, self, _) => self is bool ? self : throw Wrong(run) },
    };

    public static object? Of(JsObject members, string name) =>
        members is JsError && name == "toString" ? ErrorTypes.Describe
            : Table.TryGet(name, out var method) ? method : Undefined.Value;

    private static string TypeText(object? self) => self switch
    {
        null => "[object Null]",
        Undefined => "[object Undefined]",
        JsArray => "[object Array]",
        JsFunction => "[object Function]",
        JsError => "[object Error]",
        JsDate => "[object Date]",
        JsRegExp => "[object RegExp]",
        JsSet => "[object Set]",
        JsMap => "[object Map]",
        string => "[object String]",
        double => "[object Number]",
        bool => "[object Boolean]",
        BuiltInNamespace space => space.Members.Has("stringify") ? "[object JSON]" : "[object Math]",
        _ => "[object Object]",
    };

    private static ScriptException Wrong(Run run) => run.TypeError("The method needs a boolean.", "该方法只能用于布尔值。");
}
