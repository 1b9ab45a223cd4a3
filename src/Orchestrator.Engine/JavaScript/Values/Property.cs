using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Reading and writing members. Only an object's own data and the language's methods can be reached: there are no prototypes.</summary>
internal static class Property
{
    public static string Key(Run run, object? key) => key as string ?? Coerce.ToText(run, key);

    public static object? Get(Run run, object? target, object? key)
    {
        if (key is double number && TryIndex(number, out var index))
        {
            switch (target)
            {
                case JsArray array: return index < array.Count ? Hole.Fill(array[index]) : Undefined.Value;
                case string text: return index < text.Length ? text[index].ToString() : Undefined.Value;
            }
        }

        if (target is null or Undefined)
        {
            throw NoMember(run, target, key as string ?? Display.Of(key), "read properties", "reading", "读取");
        }

        return Get(run, target, Key(run, key));
    }

    public static object? Get(Run run, object? target, string name)
    {
        switch (target)
        {
            case JsObject members:
                if (members.TryGet(name, out var value))
                {
                    return value;
                }

                return (members as JsError)?.Special(name) ?? ObjectMethods.Of(members, name);
            case string text:
                return name == "length" ? Boxed.Of(text.Length)
                    : TryIndex(name, out var at) ? (at < text.Length ? text[at].ToString() : Undefined.Value)
                    : Method(StringMethods.Table, name);
            case JsArray array:
                return name == "length" ? Boxed.Of(array.Count)
                    : TryIndex(name, out var place) ? (place < array.Count ? Hole.Fill(array[place]) : Undefined.Value)
                    : array is MatchResult match && match.TryGetSpecial(name, out var special) ? special
                    : Method(ArrayMethods.Table, name);
            case null or Undefined:
                throw NoMember(run, target, name, "read properties", "reading", "读取");
            default:
                return OfBuiltIn(target, name);
        }
    }

    public static void Set(Run run, object? target, object? key, object? value)
    {
        if (target is JsArray array && key is double number && TryIndex(number, out var index))
        {
            SetItem(run, array, index, value);
            return;
        }

        if (target is null or Undefined)
        {
            throw NoMember(run, target, key as string ?? Display.Of(key), "set properties", "setting", "设置");
        }

        Set(run, target, Key(run, key), value);
    }

    public static void Set(Run run, object? target, string name, object? value)
    {
        switch (target)
        {
            case JsObject members:
                CheckName(run, name);
                CheckNotFrozen(run, members, name);
                if (members is JsError error && error.TrySetSpecial(run, name, value))
                {
                    return;
                }

                if (!members.Has(name))
                {
                    run.Allocate(48 + (name.Length * 2));
                }

                members[name] = value;
                return;
            case JsArray array when name == "length":
                CheckNotFrozen(run, array, name);
                ArrayLength.Set(run, array, value);
                return;
            case JsArray array when TryIndex(name, out var index):
                SetItem(run, array, index, value);
                return;
            case JsArray:
                throw run.TypeError($"Cannot create property '{name}' on an array", $"数组不能有名为“{name}”的成员。");
            case JsRegExp expression when name == "lastIndex":
                expression.LastIndex = Coerce.ToInteger(run, value);
                return;
            case null or Undefined:
                throw NoMember(run, target, name, "set properties", "setting", "设置");
            default:
                var type = Coerce.TypeOf(target);
                throw run.TypeError($"Cannot create property '{name}' on {type} '{Display.Of(target)}'", $"不能给{Display.Of(target)}设置成员“{name}”。");
        }
    }

    public static bool Delete(Run run, object? target, object? key)
    {
        if (target is null or Undefined)
        {
            throw run.TypeError("Cannot convert undefined or null to object", "undefined 或 null 没有成员。");
        }

        var name = Key(run, key);
        switch (target)
        {
            case JsObject members:
                CheckNotFrozen(run, members, name);
                members.Remove(name);
                return true;
            case JsArray array when TryIndex(name, out var index):
                CheckNotFrozen(run, array, name);
                if (index < array.Count)
                {
                    array[index] = Hole.Value;
                }

                return true;
            case JsArray or string when name == "length":
                throw run.TypeError($"Cannot delete property '{name}'", $"不能删除成员“{name}”。");
            default:
                return true;
        }
    }

    /// <summary>The <c>in</c> operator.</summary>
    public static bool Has(Run run, object? target, object? key)
    {
        if (Coerce.IsPrimitive(target))
        {
            throw run.TypeError(
                $"Cannot use 'in' operator to search for '{Display.Of(key)}' in {Display.Of(target)}", "“in”右侧须为对象。");
        }

        var name = Key(run, key);
        return Enumeration.HasOwn(target, name) || Get(run, target, name) is not Undefined;
    }

    /// <summary>Refuses the names through which other engines reach prototypes.</summary>
    public static void CheckName(Run run, string name)
    {
        if (name == "__proto__")
        {
            throw run.TypeError("'__proto__' cannot be set", "不得设置“__proto__”。");
        }
    }

    public static void CheckNotFrozen(Run run, object target, string name)
    {
        if (run.IsFrozen(target))
        {
            throw run.TypeError($"Cannot assign to read only property '{name}' of object", $"对象已冻结，不能更改成员“{name}”。");
        }
    }

    public static bool TryIndex(string name, out int index)
    {
        index = 0;
        if (name.Length is 0 or > 9 || (name[0] == '0' && name.Length > 1))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            index = (index * 10) + (c - '0');
        }

        return true;
    }

    private static bool TryIndex(double number, out int index)
    {
        index = (int)number;
        return index == number && index >= 0;
    }

    private static void SetItem(Run run, JsArray array, int index, object? value)
    {
        CheckNotFrozen(run, array, "index");
        if (index >= array.Count)
        {
            ArrayLength.Grow(run, array, index + 1L);
        }

        array[index] = value;
    }

    private static object? OfBuiltIn(object target, string name) => target switch
    {
        double => Method(NumberMethods.Table, name),
        bool => Method(ObjectMethods.BooleanTable, name),
        JsFunction function => FunctionMethods.Get(function, name),
        JsDate => Method(DateMethods.Table, name),
        JsMap map => name == "size" ? Boxed.Of(map.Count) : Method(map is JsSet ? SetMethods.Table : MapMethods.Table, name),
        JsRegExp expression => expression.TryGet(name, out var value) ? value : Method(RegExpMethods.Table, name),
        JsIterator => Method(IteratorMethods.Table, name),
        BuiltInNamespace space => Method(space.Members, name),
        _ => Undefined.Value,
    };

    private static object? Method(MethodTable table, string name) =>
        table.TryGet(name, out var method) || ObjectMethods.Table.TryGet(name, out method) ? method : Undefined.Value;

    private static ScriptException NoMember(Run run, object? target, string name, string verb, string doing, string verbZh) =>
        run.TypeError(
            $"Cannot {verb} of {Display.Of(target)} ({doing} '{name}')", $"不能{verbZh} {Display.Of(target)} 的成员“{name}”。");
}
