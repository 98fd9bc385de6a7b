// What declares socket events does so when it is loaded.
import './changes';
import './messages';
import './rooms';
import './session';
