using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

internal static class FunctionMethods
{
    private static readonly MethodTable Table = new()
    {
        { "call", 1, (run, self, a) => Function(run, self).Call(run, a.At(0), a.Length > 1 ? a[1..] : []) },
        { "apply", 2, (run, self, a) => Function(run, self).Call(run, a.At(0), List(run, a.At(1))) },
        { "bind", 1, (run, self, a) => new BoundFunction(Function(run, self), a.At(0), a.Length > 1 ? a[1..].ToArray() : []) },
        { "toString", 0, (run, self, _) => Function(run, self).SourceText },
    };

    public static object? Get(JsFunction function, string name) => name switch
    {
        "name" => function.Name,
        "length" => Boxed.Of(function.Length),
        _ => (function is BuiltInConstructor type && type.Members.TryGet(name, out var member)) || Table.TryGet(name, out member) ||
            ObjectMethods.Table.TryGet(name, out member) ? member : Undefined.Value,
    };

    private static JsFunction Function(Run run, object? self) => self as JsFunction
        ?? throw run.TypeError("The method needs a function.", "该方法只能用于函数。");

    private static object?[] List(Run run, object? value) => value switch
    {
        null or Undefined => [],
        JsArray array => [.. array.Items.Select(Hole.Fill)],
        _ => throw run.TypeError("CreateListFromArrayLike called on non-object", "apply 的第二个参数须为数组。"),
    };
}
