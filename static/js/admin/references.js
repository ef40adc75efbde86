// The button « Citer une référence »: choosing one puts its name in the text, in a word that cannot be cut.
(() => {
  const { React, DraftJS, draftail } = window;
  const { EditorState, Modifier } = DraftJS;

  // Wagtail's toolbar floats, and comes only over selected words: one who has a caret and no code to type would not find
  // the button. It is pinned for whoever has not chosen yet; its own button unpins it.
  const TOOLBAR = "wagtail:draftail-toolbar";
  try {
    if (!localStorage.getItem(TOOLBAR)) localStorage.setItem(TOOLBAR, "sticky");
  } catch {
    // A browser that keeps nothing: the toolbar floats.
  }

  class ReferenceSource extends draftail.ModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.referenceChooser,
        urlParams: {},
        onload: new window.ChooserModalOnloadHandlerFactory().getOnLoadHandlers(),
        responses: { chosen: this.onChosen },
      };
    }

    filterEntityData({ id, title, citation }) {
      return { id: Number(id), title, citation };
    }

    onChosen(chosen) {
      const { editorState, entityType, onComplete } = this.props;
      const data = this.filterEntityData(chosen);
      const content = editorState.getCurrentContent().createEntity(entityType.type, "IMMUTABLE", data);
      const key = content.getLastCreatedEntityKey();
      // After the words that were selected: they are what the reference supports.
      const end = editorState.getSelection();
      const place = end.merge({
        anchorKey: end.getEndKey(),
        anchorOffset: end.getEndOffset(),
        focusKey: end.getEndKey(),
        focusOffset: end.getEndOffset(),
        isBackward: false,
      });
      const called = Modifier.insertText(content, place, `[${data.title}]`, null, key);
      this.workflow.close();
      onComplete(EditorState.push(editorState, called, "insert-characters"));
    }
  }

  const Reference = ({ contentState, entityKey, children }) => {
    const { citation } = contentState.getEntity(entityKey).getData();
    return React.createElement("span", { className: "appel-reference", title: citation }, children);
  };

  draftail.registerPlugin({ type: "REFERENCE", source: ReferenceSource, decorator: Reference }, "entityTypes");
})();
