using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MnistNotebooks.Tests.Conventions;

/// <summary>
/// Which namespace of a compiled assembly needs which other one: by base types, interfaces, attributes, constraints, fields, signatures,
/// local variables, and every type, field and method that a method's body names. Constants are not seen, since the compiler copies them.
/// </summary>
/// <remarks>Source: ECMA-335, II.22 (metadata tables) and III (instructions).</remarks>
internal sealed class NamespaceGraph
{
    private static readonly Dictionary<short, OpCode> _opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private readonly MetadataReader _metadata;
    private readonly PEReader _file;

    // For each pair of namespaces one place where the first needs the second.
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _needs = new(StringComparer.Ordinal);

    private NamespaceGraph(PEReader file)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
        foreach (TypeDefinitionHandle handle in _metadata.TypeDefinitions)
            AddType(handle);
    }

    public IReadOnlyCollection<string> Namespaces => _needs.Keys;

    public static NamespaceGraph Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        return new(file);
    }

    /// <summary>Groups of namespaces that all need one another, directly or through others, in alphabetical order.</summary>
    public IEnumerable<IReadOnlyList<string>> Circles()
    {
        Dictionary<string, HashSet<string>> reached = _needs.Keys.ToDictionary(from => from, Reachable);
        return _needs.Keys.Where(name => reached[name].Contains(name))
            .Select(name => _needs.Keys.Where(other => reached[name].Contains(other) && reached[other].Contains(name)).ToArray())
            .DistinctBy(circle => circle[0]);
    }

    /// <summary>The circle's names, and one place for each of its arrows.</summary>
    public string Describe(IReadOnlyList<string> circle)
    {
        var arrows = from source in circle
                     from need in _needs[source]
                     where circle.Contains(need.Key)
                     select $"  {source} needs {need.Key}: {need.Value}";
        return $"{string.Join(", ", circle)} go round in a circle.\n{string.Join('\n', arrows)}";
    }

    private HashSet<string> Reachable(string start)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>([start]);
        while (waiting.TryPop(out string? name))
        {
            foreach (string next in _needs.TryGetValue(name, out var needs) ? needs.Keys : Enumerable.Empty<string>())
            {
                if (reached.Add(next))
                    waiting.Push(next);
            }
        }
        return reached;
    }

    private void AddType(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        TypeDefinition outermost = Outermost(handle);
        string source = _metadata.GetString(outermost.Namespace);
        if (source.Length == 0)
            return; // What the compiler makes for the whole assembly.
        _needs.TryAdd(source, new(StringComparer.Ordinal));
        string name = _metadata.GetString(outermost.Name);
        var types = new SignatureTypes(this, new(source, name));
        types.Add(type.BaseType);
        foreach (InterfaceImplementationHandle implemented in type.GetInterfaceImplementations())
            types.Add(_metadata.GetInterfaceImplementation(implemented).Interface);
        AddAttributes(type.GetCustomAttributes(), types);
        AddConstraints(type.GetGenericParameters(), types);
        foreach (FieldDefinitionHandle field in type.GetFields())
            _metadata.GetFieldDefinition(field).DecodeSignature(types, null);
        foreach (MethodDefinitionHandle method in type.GetMethods())
            AddMethod(_metadata.GetMethodDefinition(method), source, name);
    }

    private void AddMethod(MethodDefinition method, string source, string type)
    {
        var types = new SignatureTypes(this, new(source, $"{type}.{_metadata.GetString(method.Name)}"));
        method.DecodeSignature(types, null);
        AddAttributes(method.GetCustomAttributes(), types);
        AddConstraints(method.GetGenericParameters(), types);
        if (method.RelativeVirtualAddress == 0)
            return;
        MethodBodyBlock body = _file.GetMethodBody(method.RelativeVirtualAddress);
        types.Add(body.LocalSignature);
        foreach (ExceptionRegion region in body.ExceptionRegions)
            types.Add(region.CatchType);
        BlobReader instructions = body.GetILReader();
        while (instructions.RemainingBytes > 0)
        {
            short code = instructions.ReadByte();
            if (code == 0xFE)
                code = unchecked((short)(0xFE00 | instructions.ReadByte()));
            switch (_opCodes[code].OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType
                    or OperandType.InlineSig:
                    types.Add(MetadataTokens.EntityHandle(instructions.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    int targets = instructions.ReadInt32();
                    instructions.Offset += 4 * targets;
                    break;
                case OperandType operand:
                    instructions.Offset += SizeOf(operand);
                    break;
            }
        }
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private void AddAttributes(CustomAttributeHandleCollection attributes, SignatureTypes types)
    {
        foreach (CustomAttributeHandle attribute in attributes)
            types.Add(_metadata.GetCustomAttribute(attribute).Constructor);
    }

    private void AddConstraints(GenericParameterHandleCollection parameters, SignatureTypes types)
    {
        foreach (GenericParameterHandle parameter in parameters)
        {
            foreach (GenericParameterConstraintHandle constraint in _metadata.GetGenericParameter(parameter).GetConstraints())
                types.Add(_metadata.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private TypeDefinition Outermost(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        return type.IsNested ? Outermost(type.GetDeclaringType()) : type;
    }

    /// <summary>A place in the code: where it is, and what is called there.</summary>
    private sealed record Place(string Namespace, string Member);

    /// <summary>Writes down every type of the assembly that a signature or token leads to.</summary>
    private sealed class SignatureTypes(NamespaceGraph graph, Place place) : ISignatureTypeProvider<bool, object?>
    {
        private readonly MetadataReader _metadata = graph._metadata;

        public void Add(EntityHandle handle)
        {
            if (handle.IsNil)
                return;
            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    GetTypeFromDefinition(_metadata, (TypeDefinitionHandle)handle, 0);
                    break;
                case HandleKind.TypeSpecification:
                    _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.FieldDefinition:
                    FieldDefinition field = _metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                    Add(field.GetDeclaringType());
                    field.DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    MethodDefinition method = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                    Add(method.GetDeclaringType());
                    method.DecodeSignature(this, null);
                    break;
                case HandleKind.MemberReference:
                    MemberReference member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                    Add(member.Parent);
                    if (member.GetKind() == MemberReferenceKind.Method)
                        member.DecodeMethodSignature(this, null);
                    else
                        member.DecodeFieldSignature(this, null);
                    break;
                case HandleKind.MethodSpecification:
                    MethodSpecification specification = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Add(specification.Method);
                    specification.DecodeSignature(this, null);
                    break;
                case HandleKind.StandaloneSignature:
                    StandaloneSignature signature = _metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle);
                    if (signature.GetKind() == StandaloneSignatureKind.LocalVariables)
                        signature.DecodeLocalSignature(this, null);
                    else
                        signature.DecodeMethodSignature(this, null);
                    break;
            }
        }

        public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            TypeDefinition type = graph.Outermost(handle);
            string target = _metadata.GetString(type.Namespace);
            if (target.Length > 0 && target != place.Namespace)
                graph._needs[place.Namespace].TryAdd(target, $"{place.Member} → {_metadata.GetString(type.Name)}");
            return true;
        }

        public bool GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind)
        {
            Add(handle);
            return true;
        }

        public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => true;

        public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => true;

        public bool GetArrayType(bool elementType, ArrayShape shape) => true;

        public bool GetSZArrayType(bool elementType) => true;

        public bool GetByReferenceType(bool elementType) => true;

        public bool GetPointerType(bool elementType) => true;

        public bool GetPinnedType(bool elementType) => true;

        public bool GetFunctionPointerType(MethodSignature<bool> signature) => true;

        public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => true;

        public bool GetGenericMethodParameter(object? genericContext, int index) => true;

        public bool GetGenericTypeParameter(object? genericContext, int index) => true;

        public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => true;
    }
}
