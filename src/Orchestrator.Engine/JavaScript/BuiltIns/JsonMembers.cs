namespace Orchestrator.Engine.JavaScript;

internal static class JsonMembers
{
    public static readonly MethodTable Table = new()
    {
        { "parse", 2, (run, _, a) => JsonReading.Parse(run, a.TextAt(run, 0), a.At(1) as JsFunction) },
        { "stringify", 3, (run, _, a) => new JsonWriting(run, a.At(1), a.At(2)).Write(a.At(0)) },
    };
}
