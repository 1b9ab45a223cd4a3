namespace Orchestrator.Engine.JavaScript;

/// <summary>Parts of the language that scripts may not use, with the sentence that says so.</summary>
internal static class Refusals
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "export",
        "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null", "return", "super",
        "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with", "implements", "interface", "let",
        "package", "private", "protected", "public", "static", "yield", "await",
    };

    public static bool IsReserved(string name) => Keywords.Contains(name);

    /// <summary>A word that opens a construct outside the subset.</summary>
    public static (string Message, string MessageZh)? OfWord(string word) => word switch
    {
        "class" or "extends" or "super" => ("Classes are not supported.", "不支持类（class）。"),
        "await" or "async" => ("async and await are not supported: scripts run to their end at once.", "不支持 async/await，脚本须一次执行完毕。"),
        "yield" => ("Generators (yield) are not supported.", "不支持生成器（yield）。"),
        "with" => ("The 'with' statement is not supported.", "不支持 with 语句。"),
        "import" => ("import is not supported.", "不支持 import。"),
        "export" => ("export is not supported.", "不支持 export。"),
        "debugger" => ("The 'debugger' statement is not supported.", "不支持 debugger 语句。"),
        "enum" => ("enum is not supported.", "不支持 enum。"),
        _ => null,
    };

    public static (string Message, string MessageZh)? OfGlobal(string name) => name switch
    {
        "eval" or "Function" => ($"{name} is not supported: code cannot be made at run time.", $"不支持 {name}，不得在运行时生成代码。"),
        "arguments" => ("'arguments' is not supported; use a rest parameter (...values).", "不支持 arguments，请使用剩余参数（...values）。"),
        "Proxy" or "Reflect" or "Symbol" or "Promise" or "WeakMap" or "WeakSet" or "WeakRef" or "BigInt" or "Intl" or "globalThis"
            or "window" or "global" or "self" or "process" or "require" or "setTimeout" or "setInterval" or "setImmediate"
            or "ArrayBuffer" or "DataView" or "Uint8Array" or "Atomics" or "SharedArrayBuffer" or "WebAssembly" =>
            ($"{name} is not supported.", $"不支持 {name}。"),
        _ => null,
    };

    /// <summary>What to use in place of a type of .NET that scripts elsewhere may construct; empty for other names.</summary>
    public static (string En, string Zh) InsteadOf(string type) => type switch
    {
        "DateTime" or "DateTimeOffset" => ("; use new Date()", "，请改用 new Date()"),
        "TimeSpan" => ("; use a text such as '00:30:00' or 'PT30M'", "，请改用“00:30:00”或“PT30M”这样的文本"),
        "Guid" => ("; use newGuid() or parseGuid()", "，请改用 newGuid() 或 parseGuid()"),
        "Random" => ("; a step must be repeatable, use newGuid() for ids", "；步骤必须可重复执行，需要编号时请用 newGuid()"),
        _ => ("", ""),
    };

    /// <summary>Member names through which other engines reach prototypes.</summary>
    public static (string Message, string MessageZh)? OfMember(string name) => name is "__proto__" or "constructor" or "prototype"
        or "__defineGetter__" or "__defineSetter__" or "__lookupGetter__" or "__lookupSetter__"
        ? ($"'{name}' is not supported: prototypes cannot be reached.", $"不支持“{name}”，不得访问原型。")
        : null;

    public static (string Message, string MessageZh)? OfMember(string global, string name) => (global, name) switch
    {
        ("Math", "random") => ("Math.random is not deterministic.", "Math.random 的结果不确定，不得使用。"),
        _ => null,
    };
}
